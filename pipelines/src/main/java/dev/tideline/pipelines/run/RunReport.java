package dev.tideline.pipelines.run;

import dev.tideline.io.answer.ReusedIds;
import dev.tideline.io.answer.WrittenAnswer;
import dev.tideline.io.answer.WrittenFiles;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.output.RunFacts;
import dev.tideline.pipelines.output.StagedAnswer;
import dev.tideline.pipelines.report.CoverageRead;
import dev.tideline.pipelines.report.LedgerRead;
import dev.tideline.pipelines.report.Report;
import dev.tideline.pipelines.report.RowTotals;
import dev.tideline.pipelines.report.RowsRead;
import dev.tideline.pipelines.report.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The report of a run that came to its end, by what it wrote and what is known of it. */
public final class RunReport {

  private RunReport() {}

  /**
   * Reads what it wrote.
   *
   * @param totals what is said of all rows together
   * @param show how many rows are shown at most
   * @param reusedIds the ids under which several events count, as far as they are known
   */
  static Report of(
      RunFacts facts, RowTotals totals, int show, WrittenAnswer answer, ReusedIds reusedIds)
      throws IOException {
    RowsRead rows = RowsRead.of(answer, totals, show);
    LedgerRead ledger = LedgerRead.of(answer);
    Verdict verdict =
        Verdict.of(
                ledger,
                facts.expected(),
                CoverageRead.of(answer, facts.holds()),
                rows.events(),
                answer.kept())
            .and(rows.unequal(answer.rowsInParquet()));
    return new Report(
        facts.pipeline(),
        facts.mode(),
        facts.runner(),
        answer,
        rows,
        ledger.total(),
        reusedIds,
        verdict,
        facts.notes());
  }

  /** The same of an answer in files. */
  static Report of(RunFacts facts, RowTotals totals, int show, Path stage) throws IOException {
    return of(facts, totals, show, new WrittenFiles(stage), ReusedIds.read(stage));
  }

  /**
   * Publishes an answer that balances, or sets it aside, and prints its report.
   *
   * @param totals what is said of all rows together
   * @param show how many rows are shown at most
   * @param out takes the report
   * @param err takes a line of what else is to be said
   */
  public static ExitCode publish(
      StagedAnswer answer,
      RunFacts facts,
      RowTotals totals,
      int show,
      Consumer<String> out,
      Consumer<String> err)
      throws IOException {
    return publish(answer, of(facts, totals, show, answer.stage()), out, err);
  }

  static ExitCode publish(
      StagedAnswer answer, Report report, Consumer<String> out, Consumer<String> err)
      throws IOException {
    report.writeTo(answer.stage());
    String text = report.text(); // before the answer appears: then nothing may fail
    if (report.verdict().balanced()) {
      answer.publish();
      out.accept(text);
      return ExitCode.OK;
    }
    Path aside = answer.setAside();
    out.accept(text);
    err.accept("not published, to be inspected in " + aside);
    return ExitCode.UNBALANCED;
  }
}
