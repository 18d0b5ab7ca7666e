package dev.tideline.pipelines.run;

import dev.tideline.event.EventView;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.input.Inputs;
import dev.tideline.pipelines.options.RunMode;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.pipelines.options.RunnerDefaults;
import dev.tideline.pipelines.preflight.Engine;
import dev.tideline.pipelines.spec.PipelineCommand;
import dev.tideline.pipelines.spec.PipelineGraph;
import dev.tideline.pipelines.spec.PipelineSpec;
import dev.tideline.records.Text;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a pipeline from the command line to its report. Results go to stdout, the rest to stderr.
 */
public final class Launcher {

  private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

  private final PrintStream out;
  private final PrintStream err;
  private final StopSignal signal;
  private String aftermath = "Nothing was begun.";

  private Launcher(PrintStream out, PrintStream err, StopSignal signal) {
    this.out = out;
    this.err = err;
    this.signal = signal;
  }

  /** Prints to the terminal. SIGTERM and Ctrl-C stop a live run. */
  public static Launcher terminal() {
    return new Launcher(System.out, System.err, StopSignal.toTheProcess());
  }

  /** Prints to these. */
  public static Launcher to(PrintStream out, PrintStream err) {
    return to(out, err, StopSignal.none());
  }

  /** Prints to these, and lets this stop a live run. */
  public static Launcher to(PrintStream out, PrintStream err, StopSignal signal) {
    return new Launcher(out, err, signal);
  }

  /**
   * Runs a pipeline as a command.
   *
   * @return the exit status of the process, see {@link ExitCode}
   */
  public int run(PipelineCommand<?, ?> command, String... args) {
    String name = command.spec().name();
    try {
      return started(command, args).code();
    } catch (UsageException wrong) {
      wrong.mistakes().forEach(mistake -> err.println(name + ": " + Text.shown(mistake)));
      err.println("Try: " + command.usage() + " --help");
      return ExitCode.USAGE.code();
    } catch (IOException | RuntimeException | Error failure) {
      // The last line of defence: runners wrap what went wrong in exceptions of their own, and a
      // process that ends by an Error would leave nothing but its stack trace.
      LOG.error("{} failed", name, failure);
      err.println(name + ": failed: " + Text.shown(reasonOf(failure)));
      err.println(aftermath);
      return ExitCode.FAILED.code();
    }
  }

  private ExitCode started(PipelineCommand<?, ?> command, String... args) throws IOException {
    PipelineCommandLine line =
        PipelineCommandLine.parse(command, System.getenv(), RunnerDefaults.onClassPath(), args);
    if (line.helpRequested()) {
      out.print(line.help());
      return ExitCode.OK;
    }
    Optional<String> mismatch = Engine.mismatch();
    if (mismatch.isPresent()) {
      throw new UsageException(List.of(mismatch.get()));
    }
    return prepared(command, line);
  }

  private <V extends EventView, R> ExitCode prepared(
      PipelineCommand<V, R> command, PipelineCommandLine line) throws IOException {
    PipelineSpec<V, R> spec = command.spec();
    Mistakes mistakes = new Mistakes();
    mistakes.addAll(line.mistakes());
    PipelineOptions beam = mistakes.collect(() -> line.beamOptions(spec.name()));
    RunSettings settings = line.shared().check(mistakes);
    PipelineGraph<V, R> graph = command.graph(settings, mistakes);
    Inputs.Found<V> input = Inputs.find(settings, spec, graph, mistakes);
    return execute(
        new PreparedRun<>(spec, settings, graph, input, beam, out, err), settings.mode(), mistakes);
  }

  private ExitCode execute(PreparedRun<?, ?> run, RunMode mode, Mistakes mistakes)
      throws IOException {
    if (mode instanceof RunMode.Batch batch) {
      boolean publishes = run.graph() != null && run.graph().publication() != null;
      aftermath =
          publishes
              ? "A day that was published stands; of the others, what stood does."
              : "No answer was written; an earlier one is as it was.";
      return new BatchRun<>(run, batch).execute(mistakes);
    }
    aftermath = "What was written stays; the next run goes on from there.";
    mistakes.throwIfAny();
    return mode instanceof RunMode.MicroBatch loop
        ? new MicroBatchRun<>(run, loop, signal).execute()
        : new StreamRun<>(run, (RunMode.Stream) mode, signal).execute();
  }

  /** What went wrong in our own words if there are any, else in those of the innermost cause. */
  static String reasonOf(Throwable failure) {
    Throwable reason = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      reason = cause;
      if (cause.getStackTrace().length > 0
          && cause.getStackTrace()[0].getClassName().startsWith("dev.tideline.")) {
        break;
      }
    }
    String words = reason.getMessage() == null ? reason.toString() : reason.getMessage();
    return words + advice(reason, words);
  }

  /** What to do about the machine, where that is what is wrong. */
  private static String advice(Throwable reason, String words) {
    String temporary = System.getProperty("java.io.tmpdir");
    String elsewhere = "give another folder with TIDELINE_JAVA_OPTS=-Djava.io.tmpdir=DIR";
    if (words.contains("No space left on device") || words.contains("Disk quota exceeded")) {
      return ": an answer is written beside --output, and what a runner puts aside to %s: make room, or %s"
          .formatted(temporary, elsewhere);
    }
    return reason instanceof UnsatisfiedLinkError
        ? ": a native library can't be loaded from %s (is it mounted noexec?): %s"
            .formatted(temporary, elsewhere)
        : "";
  }
}
