package dev.tideline.pipelines.run;

import dev.tideline.admission.Outcome;
import dev.tideline.event.EventView;
import dev.tideline.io.EventSource;
import dev.tideline.io.Note;
import dev.tideline.io.answer.ReusedIds;
import dev.tideline.io.answer.WrittenAnswer;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.input.Inputs;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.pipelines.output.RunFacts;
import dev.tideline.pipelines.preflight.Preflight;
import dev.tideline.pipelines.preflight.UnreadOutputs;
import dev.tideline.pipelines.report.LedgerRead;
import dev.tideline.pipelines.report.Report;
import dev.tideline.pipelines.report.RowsRead;
import dev.tideline.pipelines.report.Verdict;
import dev.tideline.pipelines.spec.PipelineGraph;
import dev.tideline.pipelines.spec.PipelineSpec;
import dev.tideline.records.SourceRange;
import dev.tideline.records.Text;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * One command, checked and ready to be carried out.
 *
 * @param spec the pipeline
 * @param settings what the shared options say
 * @param graph its business
 * @param input what it reads
 * @param beam the options of Beam and its runner
 * @param out where results go
 * @param err where all else goes
 * @param <V> the view through which it sees an event
 * @param <R> its rows
 */
record PreparedRun<V extends EventView, R>(
    PipelineSpec<V, R> spec,
    RunSettings settings,
    PipelineGraph<V, R> graph,
    Inputs.Found<V> input,
    PipelineOptions beam,
    PrintStream out,
    PrintStream err) {

  /**
   * A graph without its sinks.
   *
   * @param source where its records come from
   * @param outcome what comes out of it
   * @param <V> the view through which it sees an event
   * @param <R> its rows
   */
  record Built<V extends EventView, R>(EventSource<?, V> source, Outcome<R> outcome) {}

  /** Opens the source, and applies the business to it. */
  Built<V, R> build(Pipeline pipeline) {
    EventSource<?, V> source = input.open(pipeline, graph.rules().apply(input.stores()).lateness());
    return new Built<>(source, graph.apply(spec.stepName(), source, input.stores()));
  }

  /** The same with another place for its answer. */
  PreparedRun<V, R> to(Path output) {
    return new PreparedRun<>(spec, settings.to(output), graph, input, beam, out, err);
  }

  /**
   * Makes sure that the runner can run a graph, which is whole, and runs it right.
   *
   * @throws UsageException if it can't
   */
  void preflight(Pipeline pipeline) throws IOException {
    UnreadOutputs.readIn(pipeline);
    List<String> unmet = Preflight.unmet(pipeline);
    if (!unmet.isEmpty()) {
      throw new UsageException(unmet);
    }
  }

  /** Whether its job goes on by itself when it has been submitted. */
  boolean isDetached() {
    return Attachment.detached(beam);
  }

  /** What a report says of it that its answer does not tell. */
  RunFacts facts(EventSource<?, ?> source) {
    return facts(source.expected(), source.holds(), source.notes());
  }

  private RunFacts facts(OptionalLong expected, List<SourceRange> holds, List<Note> notes) {
    return new RunFacts(
        System.currentTimeMillis(),
        spec.name(),
        settings.mode().option(),
        beam.getRunner().getSimpleName(),
        expected,
        holds,
        notes);
  }

  /**
   * The report of tables, of a run that came to its end.
   *
   * @param holds the stretches of the source that were to be read
   * @param notes of how the input was read, and of what in it was not
   */
  Report report(WrittenAnswer answer, List<SourceRange> holds, List<Note> notes)
      throws IOException {
    return RunReport.of(
        facts(OptionalLong.empty(), holds, notes),
        spec.totals(),
        settings.show(),
        answer,
        ReusedIds.NONE);
  }

  /** The report of what a run has published that was stopped before the end of its source. */
  Report reportSoFar(WrittenAnswer answer, List<Note> notes) throws IOException {
    RowsRead rows = RowsRead.of(answer, spec.totals(), settings.show());
    LedgerRead ledger = LedgerRead.of(answer);
    return new Report(
        spec.name(),
        settings.mode().option(),
        beam.getRunner().getSimpleName(),
        answer,
        rows,
        ledger.total(),
        ReusedIds.NONE,
        Verdict.soFar(ledger),
        notes);
  }

  /** Runs a graph to its end. */
  PipelineResult untilDone(Pipeline pipeline) {
    PipelineResult result = pipeline.run();
    PipelineResult.State state = result.waitUntilFinish();
    if (state != PipelineResult.State.DONE) {
      throw new IllegalStateException("the runner ended in state " + state);
    }
    return result;
  }

  /** Says how a source is read, and what in it is not. */
  void printNotes(EventSource<?, ?> source) {
    source.notes().forEach(note -> print(note.brief()));
  }

  /** Prints something that is no result. */
  void print(String what) {
    err.println(spec.name() + ": " + Text.shown(what));
  }
}
