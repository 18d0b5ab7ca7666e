package dev.tideline.pipelines.days;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.io.sort.RowDigest;
import dev.tideline.pipelines.money.StoreDays;
import dev.tideline.pipelines.money.Uncounted;
import dev.tideline.pipelines.money.Unplaced;
import dev.tideline.pipelines.published.PublishedDay;
import dev.tideline.pipelines.published.Version;
import dev.tideline.pipelines.reconciliation.DayReconciliation;
import dev.tideline.pipelines.reconciliation.ReconciledDays;
import dev.tideline.pipelines.report.RowTotals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run has of a day.
 *
 * @param rows the rows, sorted
 * @param digest SHA-256 of them, in hex
 * @param storeDays what they come to in money, with what does not count
 * @param unplaced what does not count, and is on no day
 * @param agreement how it agrees with payments and the bank; null if that was not asked; its breaks
 *     are there until the {@link AnswerByDay} is closed
 * @param reconciled the same in short; null too
 */
record DayAnswer(
    List<String> rows,
    String digest,
    StoreDays storeDays,
    Unplaced unplaced,
    DayReconciliation agreement,
    Version.Reconciled reconciled) {

  private static final RowTotals TOTALS =
      RowTotals.perCurrency("lines", "revenue", "refunds", "cost", "margin", "units");

  /**
   * That of a day.
   *
   * @param bank what it was reconciled by; null if it was not
   */
  static DayAnswer of(LocalDate date, List<String> rows, Uncounted uncounted, ReconciledDays bank)
      throws IOException {
    RowDigest digest = new RowDigest();
    rows.forEach(digest::add);
    if (bank == null) {
      StoreDays money = uncounted.with(date, rows, List.of());
      return new DayAnswer(rows, digest.hex(), money, uncounted.unplaced(), null, null);
    }
    DayReconciliation agreement = bank.day(date);
    return new DayAnswer(
        rows,
        digest.hex(),
        uncounted.with(date, rows, agreement.money()),
        uncounted.unplaced(),
        agreement,
        new Version.Reconciled(bank.status(date), agreement.digest()));
  }

  /** Whether its rows are those of the version that stands. */
  boolean standsIn(PublishedDay day) throws IOException {
    int current = day.current();
    return current > 0 && day.version(current).digest().equals(digest);
  }

  /** The rows, parsed. */
  List<JsonNode> parsed() throws IOException {
    List<JsonNode> parsed = new ArrayList<>(rows.size());
    for (String row : rows) {
      parsed.add(AnswerJson.parse(row));
    }
    return parsed;
  }

  /** A line for each sum over the rows. */
  List<String> totals() throws IOException {
    RowTotals.Sums sums = TOTALS.begin();
    parsed().forEach(sums::add);
    return sums.lines();
  }

  /** Writes it into the folder of a version. */
  void writeTo(Path place) throws IOException {
    Files.write(place.resolve(PublishedDay.ROWS), rows);
    Files.write(place.resolve(PublishedDay.STORE_DAYS), storeDays.toJson());
    if (agreement != null) {
      Files.write(place.resolve(PublishedDay.RECONCILIATION), agreement.rows());
      Files.copy(agreement.breaks(), place.resolve(PublishedDay.BREAKS));
    }
  }
}
