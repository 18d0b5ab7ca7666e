package dev.tideline.pipelines.days;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.pipelines.published.PublishedDay;
import dev.tideline.pipelines.published.PublishedDays;
import dev.tideline.pipelines.quality.MeasuredDay;
import dev.tideline.pipelines.quality.QualityRules;
import dev.tideline.pipelines.reconciliation.PaymentsDifference;
import dev.tideline.pipelines.reconciliation.ReconciledDays;
import dev.tideline.pipelines.report.Report;
import dev.tideline.store.Store;
import dev.tideline.store.Stores;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is against publishing days of an answer, found before any of them is.
 *
 * @param unreadable lines of the bank's that can't be read, a text each: what any day comes to
 *     without them is not known
 * @param withoutSettlement the days of which the bank's file seems to be missing
 * @param breaches the rules of quality that are not kept, some of which only warn
 */
record Objections(
    List<String> unreadable, Set<LocalDate> withoutSettlement, List<QualityRules.Breach> breaches) {

  /**
   * Looks for them.
   *
   * @param unreadable lines of the bank's that can't be read
   * @param published the days before it, with which it is compared
   * @param stores those by which it was made
   */
  static Objections to(
      AnswerByDay answer,
      List<LocalDate> dates,
      Report report,
      List<String> unreadable,
      QualityRules quality,
      PublishedDays published,
      Stores stores)
      throws IOException {
    Set<LocalDate> withoutSettlement = new HashSet<>();
    List<QualityRules.Breach> breaches = new ArrayList<>(quality.breachesOf(report.total()));
    ReconciledDays reconciled = answer.reconciled();
    for (LocalDate date : dates) {
      if (reconciled != null && reconciled.lacksLines(date)) {
        withoutSettlement.add(date);
      }
      if (quality.askOfDays()) {
        Map<String, PaymentsDifference> payments =
            quality.askOfPayments() ? PaymentsDifference.of(reconciled.day(date)) : Map.of();
        breaches.addAll(
            quality.breachesOf(measured(answer.day(date), date, payments, published, stores)));
      }
    }
    return new Objections(unreadable, withoutSettlement, breaches);
  }

  private static MeasuredDay measured(
      DayAnswer answer,
      LocalDate date,
      Map<String, PaymentsDifference> payments,
      PublishedDays published,
      Stores stores)
      throws IOException {
    Set<String> withRows = new HashSet<>();
    for (JsonNode row : answer.parsed()) {
      withRows.add(row.get("store_id").asText());
    }
    Set<String> open =
        stores.openOn((int) date.toEpochDay()).stream()
            .map(Store::storeId)
            .collect(Collectors.toSet());
    PublishedDay before = published.day(date.minusWeeks(1));
    int stands = before.current();
    long rowsBefore = stands == 0 ? -1 : before.version(stands).rows();
    return new MeasuredDay(date, answer.rows().size(), open, withRows, rowsBefore, payments);
  }

  /** Whether no day may be published, nor compared with what stands. */
  boolean againstAll() {
    return !unreadable.isEmpty();
  }

  /** Whether a day may not be published. */
  boolean against(LocalDate date) {
    return withoutSettlement.contains(date)
        || breaches.stream().anyMatch(breach -> breach.withholds(date));
  }

  /** As they are printed, a line each. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    unreadable.forEach(line -> lines.add("UNREADABLE " + line));
    withoutSettlement.stream()
        .sorted()
        .forEach(
            date ->
                lines.add(
                    "NO SETTLEMENT of %s in the files of --bank: --accept-no-settlement, if the bank has settled nothing"
                        .formatted(date)));
    breaches.forEach(breach -> lines.add(breach.line()));
    return lines;
  }
}
