package dev.tideline.io.replay;

import dev.tideline.event.EventView;
import dev.tideline.io.files.SourceFile;
import dev.tideline.io.lines.JsonEventType;
import dev.tideline.io.storage.Storage;
import dev.tideline.io.unbounded.EventBatch;
import dev.tideline.io.unbounded.EventBatchCoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Files of JSON lines, played as if their records came one after another, in any order; it ends
 * with them. One reader reads them all, for their order is one.
 *
 * @param <E> the event
 */
public final class ReplaySource<E extends EventView>
    extends UnboundedSource<EventBatch<E>, ReplayCheckpoint> {

  private static final long serialVersionUID = 1;

  /** How many records are handed over at a time, unless someone wants another number. */
  public static final int BATCH = 200;

  /** What was looked through, for the Direct runner and Spark open readers again and again. */
  private static final Map<String, ReplayLog<?>> LOGS = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final ArrayList<String> paths;
  private final ArrayList<String> names;
  private final JsonEventType<E> type;
  private final ArrivalOrder order;
  private final int batch;

  private ReplaySource(
      List<SourceFile> files, JsonEventType<E> type, ArrivalOrder order, int batch) {
    this.paths = new ArrayList<>(files.stream().map(file -> file.path().toString()).toList());
    this.names = new ArrayList<>(files.stream().map(SourceFile::name).toList());
    this.type = type;
    this.order = order;
    this.batch = batch;
  }

  /**
   * Plays files.
   *
   * @param batch how many records are handed over at a time
   */
  public static <E extends EventView> ReplaySource<E> of(
      List<SourceFile> files, JsonEventType<E> type, ArrivalOrder order, int batch) {
    return new ReplaySource<>(files, type, order, batch);
  }

  @Override
  public List<ReplaySource<E>> split(int desired, PipelineOptions options) {
    return List.of(this);
  }

  @Override
  public UnboundedReader<EventBatch<E>> createReader(
      PipelineOptions options, ReplayCheckpoint checkpoint) throws IOException {
    return new ReplayReader<>(this, log(), batch, checkpoint == null ? 0 : checkpoint.records());
  }

  @SuppressWarnings("unchecked") // an id belongs to one source, with its type
  private ReplayLog<E> log() throws IOException {
    ReplayLog<E> log = (ReplayLog<E>) LOGS.get(id);
    if (log == null) {
      List<SourceFile> files = new ArrayList<>();
      for (int i = 0; i < paths.size(); i++) {
        files.add(new SourceFile(Storage.path(paths.get(i)), names.get(i)));
      }
      log = ReplayLog.of(files, type, order);
      LOGS.put(id, log);
    }
    return log;
  }

  /** Lets go of what was looked through. */
  void forget() {
    LOGS.remove(id);
  }

  @Override
  public Coder<EventBatch<E>> getOutputCoder() {
    return EventBatchCoder.of(type.coder());
  }

  @Override
  public Coder<ReplayCheckpoint> getCheckpointMarkCoder() {
    return ReplayCheckpoint.CODER;
  }
}
