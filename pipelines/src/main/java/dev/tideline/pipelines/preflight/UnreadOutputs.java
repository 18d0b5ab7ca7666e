package dev.tideline.pipelines.preflight;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineVisitor;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PValue;

/**
 * What steps emit and nobody reads. Beam's Spark runner leaves such an output away, but not its
 * elements: it hands them to who reads another one, or fails to encode them (Beam 2.70, {@code
 * TransformTranslator.skipUnconsumedOutputs}).
 */
public final class UnreadOutputs {

  private UnreadOutputs() {}

  /** Reads them, in a graph that is whole. */
  public static void readIn(Pipeline pipeline) {
    Walk walk = new Walk();
    pipeline.traverseTopologically(walk);
    walk.unread.forEach(
        output ->
            output.apply(
                "PassOver(%s)".formatted(output.getName().replace('/', '.')),
                ParDo.of(new PassOver())));
  }

  private static final class Walk extends PipelineVisitor.Defaults {

    private static final String OF_BEAM = Pipeline.class.getPackageName();

    private final Set<PCollection<?>> unread = new LinkedHashSet<>();

    /** What is within a transform of Beam's is its own: a runner may put another in its place. */
    @Override
    public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
      boolean ours =
          node.isRootNode() || !node.getTransform().getClass().getName().startsWith(OF_BEAM);
      if (ours) {
        return CompositeBehavior.ENTER_TRANSFORM;
      }
      node.getInputs().values().forEach(unread::remove);
      return CompositeBehavior.DO_NOT_ENTER_TRANSFORM;
    }

    @Override
    public void visitPrimitiveTransform(TransformHierarchy.Node node) {
      node.getInputs().values().forEach(unread::remove);
      if (node.getOutputs().size() > 1) {
        for (PValue output : node.getOutputs().values()) {
          unread.add((PCollection<?>) output);
        }
      }
    }
  }

  private static final class PassOver extends DoFn<Object, Void> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void processElement() {}
  }
}
