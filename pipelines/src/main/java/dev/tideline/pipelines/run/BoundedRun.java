package dev.tideline.pipelines.run;

import dev.tideline.io.answer.Answer;
import dev.tideline.io.answer.AnswerFiles;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.report.Report;
import dev.tideline.pipelines.spec.PipelineCommand;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;

/** Reads what there is, writes a directory of files, and ends. */
final class BoundedRun<R> {

  private final PreparedRun<R> run;

  BoundedRun(PreparedRun<R> run) {
    this.run = run;
  }

  /**
   * Carries it out, unless something was or is wrong with the command.
   *
   * @throws UsageException if it is
   */
  ExitCode execute(Mistakes mistakes) throws IOException {
    try (OutputDirectory output = mistakes.collect(() -> open(run.settings().output()))) {
      mistakes.throwIfAny();
      return execute(output);
    }
  }

  private static OutputDirectory open(Path directory) {
    return directory == null ? null : OutputDirectory.at(directory);
  }

  private ExitCode execute(OutputDirectory output) throws IOException {
    PipelineCommand<R> job = run.job();
    Pipeline pipeline = Pipeline.create(run.beam());
    PipelineCommand.Graph<R> graph = run.plan().build(pipeline);
    new AnswerFiles(output.stage(), run.settings().parquet())
        .write(graph.outcome(), job.format(), graph.intake().rejects(), graph.intake().books());
    run.preflight(pipeline);
    try (Heartbeat heartbeat = Heartbeat.to(run.err(), job.name())) {
      heartbeat.say("running on " + run.beam().getRunner().getSimpleName());
      PipelineResult.State state = pipeline.run().waitUntilFinish();
      if (state != PipelineResult.State.DONE) {
        throw new IllegalStateException("the runner ended in state " + state);
      }
    }
    Report report = run.report(Answer.read(output.stage()), graph.intake().expected());
    report.writeTo(output.stage());
    String text =
        report.text(run.settings().show()); // before the answer appears: then nothing may fail
    if (report.verdict().balanced()) {
      output.publish();
      run.out().print(text);
      return ExitCode.OK;
    }
    Path aside = output.setAside();
    run.out().print(text);
    run.err().println(job.name() + ": not published, to be inspected in " + aside);
    return ExitCode.UNBALANCED;
  }
}
