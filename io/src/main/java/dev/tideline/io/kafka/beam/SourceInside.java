package dev.tideline.io.kafka.beam;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/** Finds the unbounded source that a transform reads from: KafkaIO does not show its own. */
final class SourceInside<T> extends Pipeline.PipelineVisitor.Defaults {

  private UnboundedSource<T, ?> source;

  private SourceInside() {}

  static <T> UnboundedSource<T, ?> of(
      PTransform<PBegin, PCollection<T>> read, PipelineOptions options) {
    SourceInside<T> found = new SourceInside<>();
    Pipeline scratch = Pipeline.create(options);
    scratch.apply("Read", read);
    scratch.traverseTopologically(found);
    return found.source;
  }

  @Override
  @SuppressWarnings("unchecked") // the one source of a transform that gives such elements
  public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
    if (node.getTransform() instanceof Read.Unbounded<?> read) {
      source = (UnboundedSource<T, ?>) read.getSource();
    }
    return CompositeBehavior.ENTER_TRANSFORM;
  }
}
