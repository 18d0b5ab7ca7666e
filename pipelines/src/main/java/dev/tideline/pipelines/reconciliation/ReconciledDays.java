package dev.tideline.pipelines.reconciliation;

import dev.tideline.io.files.AnswerFolder;
import dev.tideline.pipelines.report.LinesByDay;
import dev.tideline.reconciliation.rules.ReconciliationScope;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * What a run has found of its days, read day by day.
 *
 * @param bank with what they were reconciled
 * @param rows their sums
 * @param breaks what does not agree
 */
public record ReconciledDays(BankInputs bank, LinesByDay rows, LinesByDay breaks)
    implements Closeable {

  /** What is written in an answer. */
  static ReconciledDays read(BankInputs bank, Path answer) throws IOException {
    LinesByDay rows = LinesByDay.of(answer, AnswerFolder.RECONCILIATION);
    try {
      return new ReconciledDays(bank, rows, LinesByDay.of(answer, AnswerFolder.BREAKS));
    } catch (IOException | RuntimeException failure) {
      rows.close();
      throw failure;
    }
  }

  /** What was found of a day. */
  public DayReconciliation day(LocalDate date) throws IOException {
    return new DayReconciliation(rows.lines(date), breaks.file(date));
  }

  /** What a day comes to by what may be wrong in this run. */
  public DayReconciliation.Status status(LocalDate date) throws IOException {
    return day(date).status(bank.tolerance());
  }

  /** Whether the bank's file of a day seems to be missing: banks work on weekdays. */
  public boolean lacksLines(LocalDate date) throws IOException {
    return !bank.withoutLines() && ReconciliationScope.isWeekday(date) && !day(date).hasLines();
  }

  @Override
  public void close() throws IOException {
    try (rows) {
      breaks.close();
    }
  }
}
