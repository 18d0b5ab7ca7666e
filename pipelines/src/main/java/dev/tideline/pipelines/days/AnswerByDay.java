package dev.tideline.pipelines.days;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.io.files.AnswerFolder;
import dev.tideline.pipelines.money.Uncounted;
import dev.tideline.pipelines.reconciliation.ReconciledDays;
import dev.tideline.pipelines.report.LinesByDay;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer of a run, read day by day.
 *
 * @param rows its rows
 * @param corrections the events by which it differs from what was published; null if that was not
 *     asked
 * @param uncounted what does not count
 * @param reconciled how its days agree with payments and the bank, which is not closed with this;
 *     null if that was not asked
 */
record AnswerByDay(
    LinesByDay rows, LinesByDay corrections, Uncounted uncounted, ReconciledDays reconciled)
    implements Closeable {

  /**
   * That of a run.
   *
   * @param answer where it is
   * @param corrects whether it is a correction
   * @param reconciled how its days agree; null if that was not asked
   */
  static AnswerByDay of(
      Path answer, boolean corrects, Uncounted uncounted, ReconciledDays reconciled)
      throws IOException {
    LinesByDay rows = LinesByDay.of(answer, AnswerFolder.ROWS);
    try {
      LinesByDay corrections = corrects ? LinesByDay.of(answer, AnswerFolder.CORRECTIONS) : null;
      return new AnswerByDay(rows, corrections, uncounted, reconciled);
    } catch (IOException | RuntimeException failure) {
      rows.close();
      throw failure;
    }
  }

  /** What it has of a day. */
  DayAnswer day(LocalDate date) throws IOException {
    return DayAnswer.of(date, rows.lines(date), uncounted, reconciled);
  }

  /** The events by which a day differs from what was published of it, sorted. */
  List<JsonNode> corrections(LocalDate date) throws IOException {
    List<JsonNode> parsed = new ArrayList<>();
    if (corrections != null) {
      for (String line : corrections.lines(date)) {
        parsed.add(AnswerJson.parse(line));
      }
    }
    return parsed;
  }

  @Override
  public void close() throws IOException {
    try (rows) {
      if (corrections != null) {
        corrections.close();
      }
    }
  }
}
