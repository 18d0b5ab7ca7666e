package dev.tideline.io.lines;

import dev.tideline.admission.AdmissionRules;
import dev.tideline.event.EventView;
import dev.tideline.io.EventSource;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.SourceFile;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.records.Reject;
import java.util.List;
import java.util.OptionalLong;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Files of JSON lines as a source: big files are read in parts, duplicates of an event are marked.
 */
public final class JsonLinesSource {

  /** How many bytes of a file one worker reads at a time. */
  private static final long CHUNK = 32L << 20;

  /** How many bytes of lines are searched for duplicates at a time. */
  private static final long GROUP = 2L << 20;

  private static final int FEWEST_GROUPS = 8;

  /** How many times longer a compressed file is taken to be once unpacked. */
  private static final int PACKED = 10;

  private JsonLinesSource() {}

  /**
   * Opens files of one type of event.
   *
   * @param rules of the pipeline, by which duplicates are marked
   */
  public static <E extends V, V extends EventView> EventSource<E, V> open(
      Pipeline pipeline, List<SourceFile> files, JsonEventType<E> type, AdmissionRules<V> rules)
      throws InputException {
    TupleTag<E> events = new TupleTag<>("events");
    TupleTag<Reject> rejects = new TupleTag<>("rejects") {};
    TupleTag<KV<Long, LedgerEntry>> ledger = new TupleTag<>("ledger") {};
    List<FileChunk> chunks = FileChunk.of(files, CHUNK);
    PCollectionTuple parsed =
        pipeline
            .apply(
                "List" + type.name() + "Chunks", Create.of(chunks).withCoder(FileChunkCoder.of()))
            .apply("Spread" + type.name() + "Chunks", EventSource.spread())
            .apply(
                "Parse" + type.name(),
                ParDo.of(new ParseLinesFn<>(type, events, rejects, ledger))
                    .withOutputTags(events, TupleTagList.of(rejects).and(ledger)));
    return SettleEvents.source(
        parsed.get(events),
        parsed.get(rejects),
        parsed.get(ledger),
        type,
        rules,
        groups(chunks),
        OptionalLong.empty());
  }

  /** Groups of some thousand events each. */
  private static int groups(List<FileChunk> chunks) {
    long bytes = 0;
    for (FileChunk chunk : chunks) {
      SourceFile file = chunk.file();
      bytes +=
          file.compressed() ? file.path().toFile().length() * PACKED : chunk.end() - chunk.start();
    }
    return Math.toIntExact(Math.min(FEWEST_GROUPS + bytes / GROUP, Integer.MAX_VALUE));
  }
}
