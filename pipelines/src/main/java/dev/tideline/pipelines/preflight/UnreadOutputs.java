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

    private final Set<PCollection<?>> unread = new LinkedHashSet<>();

    @Override
    public void visitPrimitiveTransform(TransformHierarchy.Node node) {
      for (PValue input : node.getInputs().values()) {
        unread.remove(input);
      }
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
