package dev.tideline.pipelines.preflight;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

class UnreadOutputsTest {

  private static final TupleTag<String> ROWS = new TupleTag<>("rows");
  private static final TupleTag<String> REJECTS = new TupleTag<>("rejects");
  private static final TupleTag<String> LATE = new TupleTag<>("late");

  @Test
  void whatNobodyReadsIsReadAndNothingElse() {
    Pipeline pipeline = Pipeline.create();
    PCollectionTuple outputs =
        pipeline
            .apply("Records", Create.of("a", "b"))
            .apply(
                "Admit",
                ParDo.of(new Admit()).withOutputTags(ROWS, TupleTagList.of(REJECTS).and(LATE)));
    for (TupleTag<String> each : List.of(ROWS, REJECTS, LATE)) {
      outputs.get(each).setCoder(StringUtf8Coder.of());
    }
    outputs
        .get(REJECTS)
        .apply("Count", MapElements.into(TypeDescriptors.strings()).via(each -> each));

    UnreadOutputs.readIn(pipeline);

    assertThat(
        readersAfter(pipeline, "PassOver"),
        contains("PassOver(Admit.rows)", "PassOver(Admit.late)"));
  }

  private static List<String> readersAfter(Pipeline pipeline, String name) {
    List<String> found = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            if (node.getFullName().startsWith(name)) {
              found.add(node.getFullName());
            }
            return CompositeBehavior.ENTER_TRANSFORM;
          }
        });
    return found;
  }

  private static final class Admit extends DoFn<String, String> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void processElement() {}
  }
}
