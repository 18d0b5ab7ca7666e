package dev.tideline.proof.probe;

import static dev.tideline.proof.probe.Step.element;

import dev.tideline.pipelines.preflight.Capabilities;
import dev.tideline.pipelines.preflight.Capability;
import dev.tideline.proof.probe.Step.Marks;
import dev.tideline.proof.probe.Step.Watermark;
import java.util.List;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/** How sources are read, and when their checkpoint marks are finalized. */
final class ReadProbes {

  private ReadProbes() {}

  static List<Probe> all() {
    return List.of(
        Probe.of(
            Capability.UNBOUNDED_READ,
            Probe.Modes.STREAM,
            List.of(element("a", 1), element("b", 2)),
            elements -> elements.apply("Text", ParDo.of(new Text())),
            "a 1",
            "b 2"),
        Probe.of(
            Capability.BOUNDED_READ_IN_STREAM,
            Probe.Modes.STREAM,
            List.of(element("a", 1)),
            ReadProbes::withBounded,
            "a 1",
            "b 2"),
        new Probe(
            Capability.SEVERAL_READERS,
            Probe.Modes.STREAM,
            List.of(
                List.of(element("a", 1), new Watermark(1_000)),
                // If the other's watermark is everybody's, it has closed the window by then.
                List.of(new Marks(12), element("b", 1), element("b", 2))),
            WindowProbes::countByWindow,
            Probe.exactly("a 1", "b 2")),
        Probe.of(
            Capability.SPLITTABLE_READ,
            Probe.Modes.BOTH,
            List.of(element("a", 3)),
            elements -> elements.apply("Split", ParDo.of(new CountTo())),
            "a 0",
            "a 1",
            "a 2"),
        Probe.of(
            Capability.ENDLESS_SPLITTABLE_READ,
            Probe.Modes.STREAM,
            List.of(element("a", 3)),
            elements -> elements.apply("Split", ParDo.of(new CountOn())),
            "a 0",
            "a 1",
            "a 2"),
        new Probe(
            Capability.MARKS_AFTER_RECORDS,
            Probe.Modes.STREAM,
            List.of(
                List.of(
                    element("a", 1), element("a", 2), new Marks(3), element("a", 3), new Marks(3))),
            elements -> elements.apply("Process", ParDo.of(new Processed())),
            ReadProbes::finalized));
  }

  private static PCollection<String> withBounded(PCollection<KV<String, Long>> elements) {
    PCollection<KV<String, Long>> bounded =
        elements
            .getPipeline()
            .apply("Bounded", Create.of(KV.of("b", 2L)).withCoder(ScriptedSource.ELEMENT));
    return PCollectionList.of(elements)
        .and(bounded)
        .apply("Both", Flatten.pCollections())
        .apply("Text", ParDo.of(new Text()));
  }

  private static String finalized(Transcript transcript, PipelineResult result) {
    if (transcript.finalized().isEmpty()) {
      return "no: no checkpoint mark was finalized";
    }
    return transcript.finalized().stream().allMatch(unprocessed -> unprocessed == 0)
        ? Capabilities.YES
        : "wrong: some were finalized before";
  }

  private static final class Text extends DoFn<KV<String, Long>, String> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void processElement(@Element KV<String, Long> element, OutputReceiver<String> out) {
      out.output(element.getKey() + " " + element.getValue());
    }
  }

  private static final class Processed extends DoFn<KV<String, Long>, String> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void processElement(@Element KV<String, Long> element, OutputReceiver<String> out) {
      out.output("processed " + element.getValue());
    }
  }

  @DoFn.BoundedPerElement
  static final class CountTo extends DoFn<KV<String, Long>, String> {
    private static final long serialVersionUID = 1;

    @GetInitialRestriction
    public OffsetRange all(@Element KV<String, Long> element) {
      return new OffsetRange(0, element.getValue());
    }

    @ProcessElement
    public void processElement(
        @Element KV<String, Long> element,
        RestrictionTracker<OffsetRange, Long> tracker,
        OutputReceiver<String> out) {
      for (long i = tracker.currentRestriction().getFrom(); tracker.tryClaim(i); i++) {
        out.output(element.getKey() + " " + i);
      }
    }
  }

  /** Comes back for each number, and stops after the last one. */
  @DoFn.UnboundedPerElement
  static final class CountOn extends DoFn<KV<String, Long>, String> {
    private static final long serialVersionUID = 1;

    @GetInitialRestriction
    public OffsetRange all(@Element KV<String, Long> element) {
      return new OffsetRange(0, element.getValue());
    }

    @ProcessElement
    public ProcessContinuation processElement(
        @Element KV<String, Long> element,
        RestrictionTracker<OffsetRange, Long> tracker,
        OutputReceiver<String> out) {
      long next = tracker.currentRestriction().getFrom();
      if (!tracker.tryClaim(next)) {
        return ProcessContinuation.stop();
      }
      out.output(element.getKey() + " " + next);
      return ProcessContinuation.resume();
    }
  }
}
