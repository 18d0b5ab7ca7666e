package dev.tideline.io.settlement;

import dev.tideline.io.files.InputException;
import dev.tideline.json.JsonText;
import dev.tideline.reconciliation.BankLine;
import dev.tideline.reconciliation.ReconciliationCoders;
import dev.tideline.records.BrokenRecord;
import dev.tideline.settlement.SettlementLine;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads the bank's settlement files, each as a whole.
 *
 * <p>Input: nothing. Window: global. Output: {@link #LINES}; {@link #BROKEN}, what is no line, as
 * JSON.
 */
public final class ReadBankLines extends PTransform<PBegin, PCollectionTuple> {

  private static final long serialVersionUID = 1;

  /** Their lines. */
  public static final TupleTag<BankLine> LINES = new TupleTag<>("lines");

  /** What is no line, and why, as JSON. */
  public static final TupleTag<String> BROKEN = new TupleTag<>("broken");

  private final transient BankFiles files;

  private ReadBankLines(BankFiles files) {
    this.files = files;
  }

  /** Reads these. */
  public static ReadBankLines of(BankFiles files) {
    return new ReadBankLines(files);
  }

  @Override
  public PCollectionTuple expand(PBegin begin) {
    PCollectionTuple read =
        begin
            .apply(
                "Files",
                Create.of(
                    files.files().stream().map(file -> KV.of(file.path(), written(file))).toList()))
            .apply("Spread", Reshuffle.viaRandomKey())
            .apply("Read", ParDo.of(new ReadFn()).withOutputTags(LINES, TupleTagList.of(BROKEN)));
    read.get(LINES).setCoder(ReconciliationCoders.BANK_LINE);
    read.get(BROKEN).setCoder(StringUtf8Coder.of());
    return read;
  }

  /** The layout of a file: its name and its text. */
  private KV<String, String> written(BankFiles.Assigned file) {
    BankFiles.LayoutText layout = files.layouts().get(file.layout());
    return KV.of(layout.name(), layout.text());
  }

  private static final class ReadFn extends DoFn<KV<String, KV<String, String>>, BankLine> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void processElement(
        @Element KV<String, KV<String, String>> file, MultiOutputReceiver out) throws IOException {
      Path path = Path.of(file.getKey());
      String name = path.getFileName().toString();
      KV<String, String> layout = file.getValue();
      try {
        new SettlementFile(path, LayoutFile.parse(layout.getKey(), layout.getValue()))
            .read(
                new SettlementFile.EachLine() {
                  @Override
                  public void take(long number, SettlementLine line) {
                    out.get(LINES).output(new BankLine(name, number, line));
                  }

                  @Override
                  public void broken(long number, BrokenRecord why) {
                    out.get(BROKEN).output(json(file.getKey(), number, why));
                  }
                });
      } catch (InputException unfit) {
        throw new IOException(String.join("; ", unfit.problems()), unfit);
      }
    }

    private static String json(String file, long number, BrokenRecord why) {
      return JsonText.object(
          json -> {
            json.text("file", file);
            json.number("line", number);
            json.text("reason", why.reason().name());
            json.text("detail", why.detail());
          });
    }
  }
}
