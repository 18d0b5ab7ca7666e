package dev.tideline.io.kafka.beam;

import dev.tideline.io.unbounded.ReadPace;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A source with no more readers than wanted, however many the runner asks for: Spark takes the
 * greatest watermark of several (apache/beam#19411), and KafkaIO has no option for it.
 *
 * @param <T> its elements
 * @param <M> its checkpoint marks
 */
final class SourceWithFewReaders<T, M extends UnboundedSource.CheckpointMark>
    extends UnboundedSource<T, M> {

  private static final long serialVersionUID = 1;

  private final UnboundedSource<T, M> source;
  private final int most;

  private SourceWithFewReaders(UnboundedSource<T, M> source, int most) {
    this.source = source;
    this.most = most;
  }

  /**
   * The source that a transform reads from.
   *
   * @param most how many readers it may have; 0 for as many as the runner asks for
   */
  static <T> UnboundedSource<T, ?> of(
      PTransform<PBegin, PCollection<T>> read, PipelineOptions options, int most) {
    Found<T> found = new Found<>();
    Pipeline scratch = Pipeline.create(options);
    scratch.apply("Read", read);
    scratch.traverseTopologically(found);
    return most == 0 ? found.source : limited(found.source, most);
  }

  private static <T, M extends UnboundedSource.CheckpointMark> UnboundedSource<T, M> limited(
      UnboundedSource<T, M> source, int most) {
    return new SourceWithFewReaders<>(source, most);
  }

  private static final class Found<T> extends Pipeline.PipelineVisitor.Defaults {
    private UnboundedSource<T, ?> source;

    @Override
    @SuppressWarnings("unchecked") // the one source of a transform that gives such elements
    public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
      if (node.getTransform() instanceof Read.Unbounded<?> read) {
        source = (UnboundedSource<T, ?>) read.getSource();
      }
      return CompositeBehavior.ENTER_TRANSFORM;
    }
  }

  @Override
  public List<? extends UnboundedSource<T, M>> split(int desired, PipelineOptions options)
      throws Exception {
    ReadPace.awaitTurn();
    return source.split(Math.min(desired, most), options);
  }

  @Override
  public UnboundedReader<T> createReader(PipelineOptions options, @Nullable M mark)
      throws java.io.IOException {
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
