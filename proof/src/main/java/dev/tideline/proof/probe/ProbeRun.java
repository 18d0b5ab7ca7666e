package dev.tideline.proof.probe;

import dev.tideline.pipelines.preflight.Capabilities;
import dev.tideline.proof.cell.Pulse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** Runs a probe in this process. */
final class ProbeRun implements Callable<String> {

  /** A runner that does nothing for longer has lost its way. */
  private static final java.time.Duration MOST_IDLE = java.time.Duration.ofSeconds(20);

  /** The same of one that is as busy as can be. */
  private static final java.time.Duration MOST_WORK = java.time.Duration.ofMinutes(2);

  /**
   * A runner that goes on to take checkpoint marks after the end does not end by itself, as Spark's
   * streams don't. Each is a micro-batch there, and some may still emit something.
   */
  private static final int MARKS_AFTER_END = 4;

  private static final Duration CANCELLED = Duration.standardSeconds(10);
  private static final Duration LOOK = Duration.millis(50);
  private static final int LONGEST_REASON = 120;

  private final Probe probe;
  private final boolean streams;
  private final PipelineOptions options;
  private final String run = UUID.randomUUID().toString();
  private final Transcript transcript = Transcript.of(run);
  private volatile PipelineResult result;

  private ProbeRun(Probe probe, boolean streams, PipelineOptions options) {
    this.probe = probe;
    this.streams = streams;
    this.options = options;
  }

  /** What is seen of a probe, as {@link Capabilities} have it. */
  static String seen(Probe probe, boolean streams, PipelineOptions options)
      throws IOException, InterruptedException {
    if (!probe.modes().has(streams)) {
      return Capabilities.MEANINGLESS;
    }
    // Some runners return from run() only at the end, which may never come.
    ProbeRun run = new ProbeRun(probe, streams, options);
    FutureTask<String> task = new FutureTask<>(run);
    Thread thread = new Thread(task, probe.capability().name());
    thread.setDaemon(true);
    thread.start();
    try {
      return run.answer(task);
    } catch (ExecutionException failure) {
      return "no: " + reasonOf(failure.getCause());
    }
  }

  private String answer(FutureTask<String> task)
      throws IOException, InterruptedException, ExecutionException {
    Pulse pulse = Pulse.of(ProcessHandle.current(), MOST_IDLE, MOST_WORK);
    while (!pulse.hangs()) {
      try {
        return task.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException notYet) {
        // look again
      }
    }
    task.cancel(true);
    if (result != null) {
      cancel(result);
    }
    return "no: the run does not end";
  }

  /** Builds the graph and runs it; what the runner throws on the way is the answer. */
  @Override
  public String call() throws InterruptedException {
    Pipeline pipeline = Pipeline.create(options);
    PCollection<KV<String, Long>> elements =
        streams
            ? pipeline.apply("Script", Read.from(new ScriptedSource(run, probe.scripts())))
            : pipeline.apply("Elements", bounded(probe.scripts()));
    PCollection<KV<String, Long>> scripted =
        elements
            .apply("OnlyElements", Filter.by(ProbeRun::scripted))
            .setCoder(ScriptedSource.ELEMENT);
    probe
        .graph()
        .after(scripted)
        .setCoder(StringUtf8Coder.of())
        .apply("Transcribe", ParDo.of(new Transcribe(run)));
    elements
        .apply("OnlyTheLast", Filter.by(element -> Transcript.END.equals(element.getKey())))
        .setCoder(ScriptedSource.ELEMENT)
        .apply(
            "AtTheEndOfTime",
            Window.<KV<String, Long>>into(new GlobalWindows())
                .triggering(AfterWatermark.pastEndOfWindow())
                .withAllowedLateness(Duration.ZERO)
                .discardingFiredPanes())
        .apply("TheLast", GroupByKey.create())
        .apply("Ended", ParDo.of(new NoteTheEnd(run)));
    result = pipeline.run();
    PipelineResult.State state = result.waitUntilFinish(LOOK);
    while (state == null || !state.isTerminal()) {
      if (transcript.marksSinceEnd() >= MARKS_AFTER_END) {
        cancel(result);
        break;
      }
      state = result.waitUntilFinish(LOOK);
    }
    if (state == PipelineResult.State.FAILED) {
      return "no: the runner says FAILED";
    }
    return probe.verdict().of(transcript, result);
  }

  private static boolean scripted(KV<String, Long> element) {
    return !element.getKey().equals(Transcript.END) && !element.getKey().equals(Transcript.TICK);
  }

  private static void cancel(PipelineResult result) {
    try {
      result.cancel();
      result.waitUntilFinish(CANCELLED);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Create.TimestampedValues<KV<String, Long>> bounded(List<List<Step>> scripts) {
    List<TimestampedValue<KV<String, Long>>> elements =
        scripts.stream()
            .flatMap(List::stream)
            .filter(Step.Element.class::isInstance)
            .map(Step.Element.class::cast)
            .map(
                element ->
                    TimestampedValue.of(
                        KV.of(element.key(), element.value()), new Instant(element.time())))
            .toList();
    return Create.timestamped(elements).withCoder(ScriptedSource.ELEMENT);
  }

  /** The first line of the innermost reason, without what differs from run to run. */
  private static String reasonOf(Throwable failure) {
    Throwable reason = failure;
    while (reason.getCause() != null) {
      reason = reason.getCause();
    }
    String text = reason.getMessage() == null ? "" : ": " + reason.getMessage();
    String line =
        (reason.getClass().getSimpleName() + text)
            .lines()
            .findFirst()
            .orElseThrow()
            .replaceAll("@[0-9a-f]{5,}", "")
            .replace('|', '/');
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "...";
  }

  static final class NoteTheEnd extends DoFn<KV<String, Iterable<Long>>, Void> {
    private static final long serialVersionUID = 1;

    private final String run;

    NoteTheEnd(String run) {
      this.run = run;
    }

    @ProcessElement
    public void processElement() {
      Transcript.of(run).ended();
    }
  }
}
