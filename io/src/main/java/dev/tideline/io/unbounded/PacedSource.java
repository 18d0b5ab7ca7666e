package dev.tideline.io.unbounded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * A source as a run is to read it, whatever the runner: with no more readers than wanted (Spark
 * takes the greatest watermark of several, apache/beam#19411), no sooner than the {@link ReadPace}
 * allows, and with checkpoint marks that are finalized only when what was read before them has had
 * its effect ({@link HeldMarks}). A runner keeps it in its checkpoints as it is, so it has nothing
 * of how a run reads once it is split: {@link PacedReadOptions}.
 *
 * @param <T> its elements
 * @param <M> the checkpoint marks of the source itself
 */
public final class PacedSource<T, M extends UnboundedSource.CheckpointMark>
    extends UnboundedSource<T, PacedMark<M>> {

  private static final long serialVersionUID = 1;

  private final UnboundedSource<T, M> source;
  private final int readers;

  private PacedSource(UnboundedSource<T, M> source, int readers) {
    this.source = source;
    this.readers = readers;
  }

  /**
   * Paces a source.
   *
   * @param readers how many it may have at most; 0 for as many as the runner asks for. A run that
   *     goes on from a checkpoint has those of the run that wrote it: what each has read is there
   */
  public static <T, M extends UnboundedSource.CheckpointMark> PacedSource<T, M> of(
      UnboundedSource<T, M> source, int readers) {
    return new PacedSource<>(source, readers == 0 ? Integer.MAX_VALUE : readers);
  }

  /**
   * Tells the readers of a run.
   *
   * @param paneDelay how long a pane may wait for its early firing
   */
  public static void tell(PipelineOptions options, Duration paneDelay) {
    options.as(PacedReadOptions.class).setPaneDelay(paneDelay.getMillis());
  }

  @Override
  public List<PacedSource<T, M>> split(int desired, PipelineOptions options) throws Exception {
    ReadPace.awaitTurn();
    List<PacedSource<T, M>> parts = new ArrayList<>();
    for (UnboundedSource<T, M> part : source.split(Math.min(desired, readers), options)) {
      parts.add(new PacedSource<>(part, readers));
    }
    return parts;
  }

  @Override
  public UnboundedReader<T> createReader(PipelineOptions options, @Nullable PacedMark<M> mark)
      throws IOException {
    long paneDelay = options.as(PacedReadOptions.class).getPaneDelay();
    return mark == null
        ? new Reader<>(this, source.createReader(options, null), paneDelay, List.of())
        : new Reader<>(this, source.createReader(options, mark.mark()), paneDelay, mark.before());
  }

  @Override
  public Coder<T> getOutputCoder() {
    return source.getOutputCoder();
  }

  @Override
  public Coder<PacedMark<M>> getCheckpointMarkCoder() {
    return new PacedMark.MarkCoder<>(source.getCheckpointMarkCoder());
  }

  private static final class Reader<T, M extends CheckpointMark> extends UnboundedReader<T> {

    private final PacedSource<T, M> source;
    private final UnboundedReader<T> reader;
    private final HeldMarks<M> held;

    Reader(
        PacedSource<T, M> source,
        UnboundedReader<T> reader,
        long paneDelay,
        List<HeldMarks.Held<M>> before) {
      this.source = source;
      this.reader = reader;
      this.held =
          new HeldMarks<>(
              paneDelay,
              ReadPace.marksAhead(),
              System::currentTimeMillis,
              this::finalizeMark,
              finalizable(reader, before));
    }

    /**
     * What this is to finalize of the marks of readers before. Not each reader can: KafkaIO's
     * can't, and its marks fail if they are asked to after they were in a runner's state.
     */
    private static <M extends CheckpointMark> List<HeldMarks.Held<M>> finalizable(
        UnboundedReader<?> reader, List<HeldMarks.Held<M>> before) {
      return reader instanceof FinalizesMarks<?> ? before : List.of();
    }

    @SuppressWarnings("unchecked") // the source's reader finalizes the source's marks
    private void finalizeMark(M mark) throws IOException {
      if (reader instanceof FinalizesMarks<?> any) {
        ((FinalizesMarks<M>) any).finalizeMark(mark);
      } else {
        mark.finalizeCheckpoint();
      }
    }

    @Override
    public boolean start() throws IOException {
      held.releaseDue();
      return reader.start();
    }

    @Override
    public boolean advance() throws IOException {
      boolean advanced = reader.advance();
      if (!advanced) {
        held.releaseDue();
      }
      return advanced;
    }

    @Override
    public T getCurrent() throws NoSuchElementException {
      return reader.getCurrent();
    }

    @Override
    public Instant getCurrentTimestamp() throws NoSuchElementException {
      return reader.getCurrentTimestamp();
    }

    @Override
    public Instant getWatermark() {
      return reader.getWatermark();
    }

    @Override
    @SuppressWarnings("unchecked") // the source's reader makes the source's marks
    public CheckpointMark getCheckpointMark() {
      long taken = System.currentTimeMillis();
      return new PacedMark<>(
          (M) reader.getCheckpointMark(), held.waiting(), mark -> held.add(mark, taken));
    }

    @Override
    public long getSplitBacklogBytes() {
      return reader.getSplitBacklogBytes();
    }

    @Override
    public long getTotalBacklogBytes() {
      return reader.getTotalBacklogBytes();
    }

    @Override
    public PacedSource<T, M> getCurrentSource() {
      return source;
    }

    @Override
    public void close() throws IOException {
      held.releaseDue();
      reader.close();
    }
  }
}
