package dev.tideline.pipelines.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.answer.Answer;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.pipelines.preflight.Preflight;
import dev.tideline.pipelines.report.Report;
import dev.tideline.pipelines.report.Verdict;
import dev.tideline.pipelines.spec.PipelineCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.OptionalLong;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * One command, checked and ready to be carried out.
 *
 * @param job the pipeline
 * @param settings what the shared options say
 * @param plan how to build its graph
 * @param beam the options of Beam and its runner
 * @param out where results go
 * @param err where all else goes
 * @param <R> its rows
 */
record PreparedRun<R>(
    PipelineCommand<R> job,
    RunSettings settings,
    PipelineCommand.Plan<R> plan,
    PipelineOptions beam,
    PrintStream out,
    PrintStream err) {

  /**
   * Makes sure that the runner can run a graph.
   *
   * @throws UsageException if it can't
   */
  void preflight(Pipeline pipeline) throws IOException {
    List<String> unmet = Preflight.unmet(pipeline);
    if (!unmet.isEmpty()) {
      throw new UsageException(unmet);
    }
  }

  /**
   * What there is to say of an answer.
   *
   * @param expected how many records the source holds by its own account, if it gives one
   */
  Report report(Answer answer, OptionalLong expected) throws IOException {
    List<JsonNode> rows = answer.parsedRows();
    return new Report(
        job.name(),
        settings.mode(),
        beam.getRunner().getSimpleName(),
        answer,
        job.totals(rows),
        Verdict.of(answer.books(), expected, job.eventsIn(rows)));
  }
}
