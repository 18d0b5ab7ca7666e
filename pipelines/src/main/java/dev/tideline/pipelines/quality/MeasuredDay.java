package dev.tideline.pipelines.quality;

import dev.tideline.pipelines.reconciliation.PaymentsDifference;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a day is held against rules.
 *
 * @param date the day
 * @param rows how many it has
 * @param storesOpen the stores that were open on it
 * @param storesWithRows those that have any of the rows
 * @param rowsWeekBefore how many the day a week before has; negative if it was not published
 * @param payments by how much its sales and their payments differ, by currency; empty if that was
 *     not asked
 */
public record MeasuredDay(
    LocalDate date,
    long rows,
    Set<String> storesOpen,
    Set<String> storesWithRows,
    long rowsWeekBefore,
    Map<String, PaymentsDifference> payments) {

  /** The stores that were open and have no row, sorted. */
  Set<String> missingStores() {
    Set<String> missing = new TreeSet<>(storesOpen);
    missing.removeAll(storesWithRows);
    return missing;
  }
}
