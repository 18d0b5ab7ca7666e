package dev.tideline.io.settlement;

import dev.tideline.io.files.InputException;
import dev.tideline.io.storage.Storage;
import dev.tideline.json.JsonText;
import dev.tideline.reconciliation.BankLine;
import dev.tideline.reconciliation.BundleOutput;
import dev.tideline.reconciliation.PackByGroup;
import dev.tideline.reconciliation.Reconcile;
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
 * <p>Input: nothing. Window: global. Output: {@link Reconcile#LINES}, packed; {@link #BROKEN}, what
 * is no line, as JSON.
 */
public final class ReadBankLines extends PTransform<PBegin, PCollectionTuple> {

  private static final long serialVersionUID = 1;

  /** What is no line, and why, as JSON. */
  public static final TupleTag<String> BROKEN = new TupleTag<>("broken");

  private final transient BankFiles files;
  private final transient BundleOutput<BankLine, KV<Integer, byte[]>> lines;

  private ReadBankLines(BankFiles files, BundleOutput<BankLine, KV<Integer, byte[]>> lines) {
    this.files = files;
    this.lines = lines;
  }

  /**
   * Reads these.
   *
   * @param reconcile what takes their lines
   */
  public static ReadBankLines of(BankFiles files, Reconcile reconcile) {
    return new ReadBankLines(files, reconcile.lines());
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
            .apply(
                "Read",
                ParDo.of(new ReadFn(lines))
                    .withOutputTags(Reconcile.LINES, TupleTagList.of(BROKEN)));
    read.get(Reconcile.LINES).setCoder(PackByGroup.CODER);
    read.get(BROKEN).setCoder(StringUtf8Coder.of());
    return read;
  }

  /** The layout of a file: its name and its text. */
  private KV<String, String> written(BankFiles.Assigned file) {
    BankFiles.LayoutText layout = files.layouts().get(file.layout());
    return KV.of(layout.name(), layout.text());
  }

  private static final class ReadFn
      extends DoFn<KV<String, KV<String, String>>, KV<Integer, byte[]>> {
    private static final long serialVersionUID = 1;

    private final BundleOutput<BankLine, KV<Integer, byte[]>> lines;

    ReadFn(BundleOutput<BankLine, KV<Integer, byte[]>> lines) {
      this.lines = lines;
    }

    @StartBundle
    public void startBundle() {
      lines.start();
    }

    @ProcessElement
    public void processElement(
        @Element KV<String, KV<String, String>> file, MultiOutputReceiver out) throws IOException {
      Path path = Storage.path(file.getKey());
      String name = path.getFileName().toString();
      KV<String, String> layout = file.getValue();
      try {
        new SettlementFile(path, LayoutFile.parse(layout.getKey(), layout.getValue()))
            .read(
                new SettlementFile.EachLine() {
                  @Override
                  public void take(long number, SettlementLine line) {
                    lines.add(new BankLine(name, number, line), out);
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

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      lines.finish(context);
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
