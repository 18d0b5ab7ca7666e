package dev.tideline.proof.probe;

import static dev.tideline.proof.probe.Step.element;

import dev.tideline.pipelines.preflight.Capabilities;
import dev.tideline.pipelines.preflight.Capability;
import dev.tideline.proof.probe.Step.Await;
import dev.tideline.proof.probe.Step.Marks;
import dev.tideline.proof.probe.Step.Watermark;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.joda.time.Duration;

/** What windows, their panes and their state do, and what becomes of late records. */
final class WindowProbes {

  private static final Duration WINDOW = Duration.millis(10);
  private static final String CELL = "cell";

  /** What comes in time, the end of its window, and what comes too late for it. */
  private static final List<Step> ONE_LATE =
      List.of(
          element("a", 1),
          new Watermark(100),
          new Await("a 1"),
          new Marks(3),
          element("a", 2, 5),
          new Marks(3));

  private WindowProbes() {}

  static List<Probe> all() {
    return List.of(
        Probe.of(
            Capability.MERGING_WINDOWS,
            Probe.Modes.BOTH,
            List.of(element("a", 1, 0), element("a", 2, 5), element("a", 3, 100)),
            elements -> counted(elements, Window.into(Sessions.withGapDuration(WINDOW))),
            "a 2",
            "a 1"),
        Probe.of(
            Capability.SIDE_INPUTS,
            Probe.Modes.BOTH,
            List.of(element("a", 1)),
            WindowProbes::withSideInput,
            "a beside a"),
        Probe.of(
            Capability.CLOSED_WINDOW_STATE,
            Probe.Modes.STREAM,
            ONE_LATE,
            WindowProbes::countedInState,
            "a 1"),
        new Probe(
            Capability.LATE_RECORDS_COUNTED,
            Probe.Modes.STREAM,
            List.of(ONE_LATE),
            WindowProbes::countByWindow,
            (transcript, result) ->
                !transcript.lines().equals(List.of("a 1"))
                    ? "wrong: it was not dropped, but " + transcript.lines()
                    : dropped(result) ? Capabilities.YES : "no: it was dropped, and not counted"),
        new Probe(
            Capability.ONE_PANE_A_WINDOW,
            Probe.Modes.BOUNDED,
            List.of(LongStream.range(0, 40).mapToObj(i -> element("a", i)).toList()),
            elements -> counted(elements, eager()),
            (transcript, result) -> onePane(transcript)),
        Probe.of(
            Capability.STREAM_AFTER_STREAM,
            Probe.Modes.STREAM,
            List.of(element("a", 1)),
            WindowProbes::countByWindow,
            "a 1"));
  }

  /** Emits how many elements a key has in each window of 10 ms, when it is over. */
  static PCollection<String> countByWindow(PCollection<KV<String, Long>> elements) {
    return counted(elements, Window.into(FixedWindows.of(WINDOW)));
  }

  private static Window<KV<String, Long>> eager() {
    return Window.<KV<String, Long>>into(FixedWindows.of(WINDOW))
        .triggering(
            AfterWatermark.pastEndOfWindow().withEarlyFirings(AfterPane.elementCountAtLeast(1)))
        .withAllowedLateness(Duration.ZERO)
        .accumulatingFiredPanes();
  }

  private static PCollection<String> counted(
      PCollection<KV<String, Long>> elements, Window<KV<String, Long>> windows) {
    return elements
        .apply("Windows", windows)
        .apply("ByKey", GroupByKey.create())
        .apply("Count", ParDo.of(new Count()));
  }

  /** The step with state stands before one that emits when the window is over. */
  private static PCollection<String> countedInState(PCollection<KV<String, Long>> elements) {
    return elements
        .apply("Windows", Window.into(FixedWindows.of(WINDOW)))
        .apply("InState", ParDo.of(new CountInState()))
        .setCoder(ScriptedSource.ELEMENT)
        .apply(
            "ToTheEnd",
            Window.<KV<String, Long>>configure()
                .withAllowedLateness(
                    Duration.standardDays(1), Window.ClosingBehavior.FIRE_IF_NON_EMPTY)
                .discardingFiredPanes())
        .apply("ByKey", GroupByKey.create())
        .apply("Text", ParDo.of(new Numbers()));
  }

  private static String onePane(Transcript transcript) {
    List<String> lines = transcript.lines();
    if (lines.equals(List.of("a 40"))) {
      return Capabilities.YES;
    }
    return lines.contains("a 40") ? "wrong: early panes come first" : "wrong: " + lines;
  }

  /** The side input is of the stream itself. */
  private static PCollection<String> withSideInput(PCollection<KV<String, Long>> elements) {
    PCollection<KV<String, Long>> windowed =
        elements.apply("Windows", Window.into(FixedWindows.of(WINDOW)));
    PCollectionView<Iterable<KV<String, Long>>> side = windowed.apply("Side", View.asIterable());
    return windowed.apply("Look", ParDo.of(new Look(side)).withSideInputs(side));
  }

  private static boolean dropped(PipelineResult result) {
    return StreamSupport.stream(result.metrics().allMetrics().getCounters().spliterator(), false)
        .anyMatch(
            counter ->
                counter.getName().getName().equalsIgnoreCase("droppedDueToLateness")
                    && counter.getAttempted() > 0);
  }

  private static final class Count extends DoFn<KV<String, Iterable<Long>>, String> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void processElement(
        @Element KV<String, Iterable<Long>> group, OutputReceiver<String> out) {
      long count = StreamSupport.stream(group.getValue().spliterator(), false).count();
      out.output(group.getKey() + " " + count);
    }
  }

  private static final class CountInState extends DoFn<KV<String, Long>, KV<String, Long>> {
    private static final long serialVersionUID = 1;

    @StateId(CELL)
    private final StateSpec<ValueState<Long>> cell = StateSpecs.value(VarLongCoder.of());

    @ProcessElement
    public void processElement(
        @Element KV<String, Long> element,
        @StateId(CELL) ValueState<Long> cell,
        OutputReceiver<KV<String, Long>> out) {
      Long before = cell.read();
      long count = (before == null ? 0 : before) + 1;
      cell.write(count);
      out.output(KV.of(element.getKey(), count));
    }
  }

  private static final class Numbers extends DoFn<KV<String, Iterable<Long>>, String> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void processElement(
        @Element KV<String, Iterable<Long>> group, OutputReceiver<String> out) {
      group.getValue().forEach(number -> out.output(group.getKey() + " " + number));
    }
  }

  private static final class Look extends DoFn<KV<String, Long>, String> {
    private static final long serialVersionUID = 1;

    private final PCollectionView<Iterable<KV<String, Long>>> side;

    Look(PCollectionView<Iterable<KV<String, Long>>> side) {
      this.side = side;
    }

    @ProcessElement
    public void processElement(ProcessContext context) {
      for (KV<String, Long> other : context.sideInput(side)) {
        context.output(context.element().getKey() + " beside " + other.getKey());
      }
    }
  }
}
