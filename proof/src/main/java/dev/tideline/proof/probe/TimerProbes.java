package dev.tideline.proof.probe;

import static dev.tideline.proof.probe.Step.element;

import dev.tideline.pipelines.preflight.Capability;
import dev.tideline.proof.probe.Step.Await;
import dev.tideline.proof.probe.Step.Watermark;
import java.util.List;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerMap;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** What timers do, and what happens when a window ends. */
final class TimerProbes {

  private static final String DUE = "due";
  private static final String CELL = "cell";

  private TimerProbes() {}

  static List<Probe> all() {
    return List.of(
        Probe.of(
            Capability.EVENT_TIMERS,
            Probe.Modes.BOTH,
            List.of(element("a", 1), new Watermark(100)),
            elements -> elements.apply("Timers", ParDo.of(new AtEventTime())),
            "a fired"),
        Probe.of(
            Capability.PROCESSING_TIMERS,
            Probe.Modes.BOTH,
            List.of(element("a", 100), new Await("a fired")),
            elements -> elements.apply("Timers", ParDo.of(new AtProcessingTime())),
            "a got 100",
            "a fired"),
        Probe.of(
            Capability.TIMER_FAMILIES,
            Probe.Modes.BOTH,
            List.of(element("a", 1), new Watermark(100)),
            elements -> elements.apply("Timers", ParDo.of(new Family())),
            "a one fired",
            "a two fired"),
        Probe.of(
            Capability.WINDOW_EXPIRATION,
            Probe.Modes.BOTH,
            List.of(element("a", 1), new Watermark(100)),
            elements ->
                elements
                    .apply("Windows", Window.into(FixedWindows.of(Duration.millis(10))))
                    .apply("Expire", ParDo.of(new Expiring())),
            "a expired"),
        // b's timer is due after all of a's: when it has fired, theirs have, or never will.
        new Probe(
            Capability.CLEARED_TIMER,
            Probe.Modes.STREAM,
            List.of(
                List.of(
                    element("a", 500),
                    new Await("a got 500"),
                    element("a", AtProcessingTime.CLEAR),
                    new Await("a got " + AtProcessingTime.CLEAR),
                    element("b", 1_000),
                    new Await("b fired"))),
            elements -> elements.apply("Timers", ParDo.of(new AtProcessingTime())),
            inTime(
                "a got " + AtProcessingTime.CLEAR,
                "a got 500",
                "a got " + AtProcessingTime.CLEAR,
                "b got 1000",
                "b fired")),
        new Probe(
            Capability.TIMER_SET_AGAIN,
            Probe.Modes.STREAM,
            List.of(
                List.of(
                    element("a", 500),
                    new Await("a got 500"),
                    element("a", 1_500),
                    new Await("a got 1500"),
                    element("b", 2_000),
                    new Await("b fired"))),
            elements -> elements.apply("Timers", ParDo.of(new AtProcessingTime())),
            inTime("a got 1500", "a got 500", "a got 1500", "a fired", "b got 2000", "b fired")));
  }

  /** That exactly these texts were emitted, and one of them before a's timer was due. */
  private static Probe.Verdict inTime(String early, String... expected) {
    return (transcript, result) -> {
      List<String> lines = transcript.lines();
      boolean late = lines.contains("a fired") && lines.indexOf("a fired") < lines.indexOf(early);
      return late ? Probe.TOO_SLOW : Probe.exactly(expected).of(transcript, result);
    };
  }

  static final class AtEventTime extends DoFn<KV<String, Long>, String> {
    private static final long serialVersionUID = 1;

    @TimerId(DUE)
    private final TimerSpec due = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    @ProcessElement
    public void processElement(@TimerId(DUE) Timer due) {
      due.set(new Instant(50));
    }

    @OnTimer(DUE)
    public void onDue(@Key String key, OutputReceiver<String> out) {
      out.output(key + " fired");
    }
  }

  /** Sets its timer to so many ms from now as an element says, or clears it. */
  static final class AtProcessingTime extends DoFn<KV<String, Long>, String> {
    private static final long serialVersionUID = 1;

    /** The value that clears. */
    static final long CLEAR = 0;

    @TimerId(DUE)
    private final TimerSpec due = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

    @ProcessElement
    public void processElement(
        @Element KV<String, Long> element, @TimerId(DUE) Timer due, OutputReceiver<String> out) {
      if (element.getValue() == CLEAR) {
        due.clear();
      } else {
        due.offset(Duration.millis(element.getValue())).setRelative();
      }
      out.output(element.getKey() + " got " + element.getValue());
    }

    @OnTimer(DUE)
    public void onDue(@Key String key, OutputReceiver<String> out) {
      out.output(key + " fired");
    }
  }

  static final class Family extends DoFn<KV<String, Long>, String> {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("unused") // Beam reads it by reflection
    @TimerFamily(DUE)
    private final TimerSpec due = TimerSpecs.timerMap(TimeDomain.EVENT_TIME);

    @ProcessElement
    public void processElement(@TimerFamily(DUE) TimerMap due) {
      due.set("one", new Instant(50));
      due.set("two", new Instant(60));
    }

    @OnTimerFamily(DUE)
    public void onDue(@Key String key, @TimerId String timer, OutputReceiver<String> out) {
      out.output(key + " " + timer + " fired");
    }
  }

  static final class Expiring extends DoFn<KV<String, Long>, String> {
    private static final long serialVersionUID = 1;

    @StateId(CELL)
    private final StateSpec<ValueState<Long>> cell = StateSpecs.value(VarLongCoder.of());

    @ProcessElement
    public void processElement(
        @Element KV<String, Long> element, @StateId(CELL) ValueState<Long> cell) {
      cell.write(element.getValue());
    }

    @OnWindowExpiration
    public void onExpiration(@Key String key, OutputReceiver<String> out) {
      out.output(key + " expired");
    }
  }
}
