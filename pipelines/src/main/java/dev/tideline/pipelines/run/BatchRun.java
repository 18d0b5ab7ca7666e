package dev.tideline.pipelines.run;

import dev.tideline.event.EventView;
import dev.tideline.io.EventSource;
import dev.tideline.io.Note;
import dev.tideline.io.answer.AnswerFiles;
import dev.tideline.io.lines.BlankLines;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Heartbeat;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.options.RunMode;
import dev.tideline.pipelines.output.RunFacts;
import dev.tideline.pipelines.output.StagedAnswer;
import dev.tideline.pipelines.report.Report;
import dev.tideline.pipelines.spec.Publication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;

/**
 * Reads what there is, writes a directory of files, and ends.
 *
 * @param <V> the view through which the pipeline sees an event
 * @param <R> the pipeline's rows
 */
final class BatchRun<V extends EventView, R> {

  private final PreparedRun<V, R> run;
  private final RunMode.Batch mode;

  /** Takes note of what else the graph is to find out. */
  private final BiConsumer<EventSource<?, V>, AnswerFiles> extension;

  private Report report;

  BatchRun(PreparedRun<V, R> run, RunMode.Batch mode) {
    this(run, mode, (source, files) -> {});
  }

  private BatchRun(
      PreparedRun<V, R> run,
      RunMode.Batch mode,
      BiConsumer<EventSource<?, V>, AnswerFiles> extension) {
    this.run = run;
    this.mode = mode;
    this.extension = extension;
  }

  /**
   * Carries it out, unless something was or is wrong with the command.
   *
   * @throws UsageException if it is
   */
  ExitCode execute(Mistakes mistakes) throws IOException {
    if (run.graph() != null && run.graph().publication() != null) {
      if (run.isDetached()) {
        mistakes.add(
            "days are published by the process that submits, so it must wait: submit it without"
                + " --detached, and not over HTTP");
      }
      mistakes.throwIfAny();
      return published(run.graph().publication());
    }
    try (StagedAnswer output = mistakes.collect(() -> open(run.settings().output()))) {
      mistakes.throwIfAny();
      return execute(output);
    }
  }

  private ExitCode published(Publication<V> publication) throws IOException {
    try (Publication.Begun<V> begun =
        publication.begin(run.input().stores(), run.beam().getRunner().getSimpleName())) {
      begun.outlook().forEach(run::print);
      BatchRun<V, R> whole = new BatchRun<>(run.to(begun.output()), mode, begun::extend);
      try (StagedAnswer output = open(begun.output())) {
        ExitCode code = whole.execute(output);
        return code == ExitCode.OK ? begun.publish(whole.report, run.out()) : code;
      }
    }
  }

  private static StagedAnswer open(Path place) {
    return place == null ? null : StagedAnswer.at(place);
  }

  private ExitCode execute(StagedAnswer output) throws IOException {
    Pipeline pipeline = Pipeline.create(run.beam());
    PreparedRun.Built<V, R> built = run.build(pipeline);
    AnswerFiles files = new AnswerFiles(output.stage(), mode.parquet());
    files.write(built.outcome(), run.spec().rows());
    extension.accept(built.source(), files);
    files.noteWhenAllAreThere();
    run.preflight(pipeline);
    run.printNotes(built.source());
    RunFacts facts = run.facts(built.source());
    output.note(facts);
    if (run.isDetached()) {
      pipeline.run();
      output.leave();
      run.print(
          "submitted, and goes on by itself. When it has ended, its answer is published by:"
              + " ./scripts/publish --output "
              + run.settings().output());
      return ExitCode.OK;
    }
    try (Heartbeat heartbeat = Heartbeat.to(run.err(), run.spec().name())) {
      heartbeat.print("running on " + run.beam().getRunner().getSimpleName());
      long blankLines = BlankLines.in(untilDone(pipeline, built.source()));
      if (blankLines > 0) {
        facts = facts.noting(Note.of("PASSED OVER blank_lines=" + blankLines));
      }
    }
    report = RunReport.of(facts, run.spec().totals(), run.settings().show(), output.stage());
    return RunReport.publish(output, report, run.out()::print, run::print);
  }

  private PipelineResult untilDone(Pipeline pipeline, EventSource<?, ?> source) {
    try {
      return run.untilDone(pipeline);
    } catch (RuntimeException failure) { // each runner has its own
      source.faults().apply(failure).forEach(run::print);
      throw failure;
    }
  }
}
