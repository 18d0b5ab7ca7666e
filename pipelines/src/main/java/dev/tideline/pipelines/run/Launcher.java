package dev.tideline.pipelines.run;

import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.pipelines.spec.PipelineCommand;
import java.io.IOException;
import java.io.PrintStream;
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
  private String aftermath = "Nothing was begun.";

  private Launcher(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Speaks to the terminal. */
  public static Launcher terminal() {
    return new Launcher(System.out, System.err);
  }

  /** Speaks to these. */
  public static Launcher to(PrintStream out, PrintStream err) {
    return new Launcher(out, err);
  }

  /**
   * Runs a pipeline as a command.
   *
   * @return the exit status of the process, see {@link ExitCode}
   */
  public int run(PipelineCommand<?> job, String... args) {
    try {
      return started(job, args).code();
    } catch (UsageException wrong) {
      wrong.mistakes().forEach(mistake -> err.println(job.name() + ": " + mistake));
      err.println("Try: " + job.command() + " --help");
      return ExitCode.USAGE.code();
    } catch (IOException | RuntimeException | Error failure) {
      // The last line of defence: runners wrap what went wrong in exceptions of their own, and a
      // process that ends by an Error would leave nothing but its stack trace.
      LOG.error("{} failed", job.name(), failure);
      err.println(job.name() + ": failed: " + reasonOf(failure));
      err.println(aftermath);
      return ExitCode.FAILED.code();
    }
  }

  private ExitCode started(PipelineCommand<?> job, String... args) throws IOException {
    PipelineCommandLine command = PipelineCommandLine.parse(job, args);
    if (command.helpRequested()) {
      out.print(command.help());
      return ExitCode.OK;
    }
    return planned(job, command);
  }

  private <R> ExitCode planned(PipelineCommand<R> job, PipelineCommandLine command)
      throws IOException {
    Mistakes mistakes = new Mistakes();
    mistakes.addAll(command.mistakes());
    PipelineOptions beam = mistakes.collect(() -> command.beamOptions(job.name()));
    RunSettings settings = job.options().check(mistakes);
    PipelineCommand.Plan<R> plan = job.plan(settings, mistakes);
    PreparedRun<R> run = new PreparedRun<>(job, settings, plan, beam, out, err);
    aftermath =
        settings.live() == null
            ? "No answer was written; an earlier one is as it was."
            : "What was written stays; the next run goes on from there.";
    if (settings.live() == null) {
      return new BoundedRun<>(run).execute(mistakes);
    }
    mistakes.throwIfAny();
    return settings.live().every() == null
        ? new StreamRun<>(run).execute()
        : new MicroBatchRun<>(run).execute();
  }

  /** What went wrong in our own words if we said any, else in those of whoever saw it first. */
  static String reasonOf(Throwable failure) {
    Throwable reason = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      reason = cause;
      if (cause.getStackTrace().length > 0
          && cause.getStackTrace()[0].getClassName().startsWith("dev.tideline.")) {
        break;
      }
    }
    if (reason instanceof ArithmeticException) {
      return "a total is too large to be exact: " + reason.getMessage(); // all our sums are checked
    }
    return reason.getMessage() == null ? reason.toString() : reason.getMessage();
  }
}
