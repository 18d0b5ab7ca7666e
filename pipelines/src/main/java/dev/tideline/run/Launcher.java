package dev.tideline.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.report.Answer;
import dev.tideline.report.Report;
import dev.tideline.report.Verdict;
import dev.tideline.sink.AnswerFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
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
  public int run(Job<?> job, String... args) {
    try {
      return started(job, args).code();
    } catch (UsageException wrong) {
      wrong.mistakes().forEach(mistake -> err.println(job.name() + ": " + mistake));
      err.println("Try: scripts/run " + job.name() + " --help");
      return ExitCode.USAGE.code();
    } catch (IOException | RuntimeException | Error failure) {
      // The last line of defence: runners wrap what went wrong in exceptions of their own, and a
      // process that ends by an Error would leave nothing but its stack trace.
      LOG.error("{} failed", job.name(), failure);
      err.println(job.name() + ": failed: " + reasonOf(failure));
      err.println("No answer was written; an earlier one is as it was.");
      return ExitCode.FAILED.code();
    }
  }

  private ExitCode started(Job<?> job, String... args) throws IOException {
    CommandLineText command = CommandLineText.parse(job, args);
    if (command.helpRequested()) {
      out.print(command.help());
      return ExitCode.OK;
    }
    return planned(job, command);
  }

  private <R> ExitCode planned(Job<R> job, CommandLineText command) throws IOException {
    Mistakes mistakes = new Mistakes();
    mistakes.addAll(command.mistakes());
    PipelineOptions beam = mistakes.collect(() -> command.beamOptions(job.name()));
    RunSettings settings = job.options().check(mistakes);
    Job.Plan<R> plan = job.plan(settings, mistakes);
    try (OutputDirectory output = mistakes.collect(() -> open(settings.output()))) {
      mistakes.throwIfAny();
      return executed(job, settings, beam, plan, output);
    }
  }

  private static OutputDirectory open(Path directory) {
    return directory == null ? null : OutputDirectory.at(directory);
  }

  private <R> ExitCode executed(
      Job<R> job,
      RunSettings settings,
      PipelineOptions beam,
      Job.Plan<R> plan,
      OutputDirectory output)
      throws IOException {
    Pipeline pipeline = Pipeline.create(beam);
    Job.Graph<R> graph = plan.build(pipeline);
    new AnswerFiles(output.stage(), settings.parquet())
        .write(graph.outcome(), job.format(), graph.intake().rejects(), graph.intake().books());
    try (Heartbeat heartbeat = Heartbeat.to(err, job.name())) {
      heartbeat.say("running on " + beam.getRunner().getSimpleName());
      PipelineResult.State state = pipeline.run().waitUntilFinish();
      if (state != PipelineResult.State.DONE) {
        throw new IllegalStateException("the runner ended in state " + state);
      }
    }
    Answer answer = Answer.read(output.stage());
    Report report = report(job, settings, beam, graph, answer);
    report.writeTo(output.stage());
    String text = report.text(settings.show()); // before the answer appears: then nothing may fail
    if (report.verdict().balanced()) {
      output.publish();
      out.print(text);
      return ExitCode.OK;
    }
    Path aside = output.setAside();
    out.print(text);
    err.println(job.name() + ": not published, to be inspected in " + aside);
    return ExitCode.UNBALANCED;
  }

  private static <R> Report report(
      Job<R> job, RunSettings settings, PipelineOptions beam, Job.Graph<R> graph, Answer answer)
      throws IOException {
    List<JsonNode> rows = answer.parsedRows();
    return new Report(
        job.name(),
        settings.mode(),
        beam.getRunner().getSimpleName(),
        answer,
        job.totals(rows),
        Verdict.of(answer.books(), graph.intake().expected(), job.eventsIn(rows)));
  }

  /** What went wrong in our own words if we said any, else in those of whoever saw it first. */
  private static String reasonOf(Throwable failure) {
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
