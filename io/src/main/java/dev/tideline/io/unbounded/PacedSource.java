package dev.tideline.io.unbounded;

import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A source with no more readers than wanted, however many the runner asks for, and read no sooner
 * than the {@link ReadPace} of the runner allows. Beam's Spark runner needs both: it takes the
 * greatest watermark of several readers (apache/beam#19411).
 *
 * @param <T> its elements
 * @param <M> its checkpoint marks
 */
public final class PacedSource<T, M extends UnboundedSource.CheckpointMark>
    extends UnboundedSource<T, M> {

  private static final long serialVersionUID = 1;

  private final UnboundedSource<T, M> source;
  private final int readers;

  private PacedSource(UnboundedSource<T, M> source, int readers) {
    this.source = source;
    this.readers = readers;
  }

  /**
   * Holds a source to its pace.
   *
   * @param readers how many it may have at most; 0 for as many as the runner asks for
   */
  public static <T, M extends UnboundedSource.CheckpointMark> PacedSource<T, M> of(
      UnboundedSource<T, M> source, int readers) {
    return new PacedSource<>(source, readers == 0 ? Integer.MAX_VALUE : readers);
  }

  @Override
  public List<? extends UnboundedSource<T, M>> split(int desired, PipelineOptions options)
      throws Exception {
    ReadPace.awaitTurn();
    return source.split(Math.min(desired, readers), options);
  }

  @Override
  public UnboundedReader<T> createReader(PipelineOptions options, @Nullable M mark)
      throws IOException {
    return source.createReader(options, mark);
  }

  @Override
  public Coder<T> getOutputCoder() {
    return source.getOutputCoder();
  }

  @Override
  public Coder<M> getCheckpointMarkCoder() {
    return source.getCheckpointMarkCoder();
  }
}
