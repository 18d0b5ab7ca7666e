package dev.tideline.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What a report says of all rows of an answer together.
 *
 * @param lines a line for each sum
 * @param events how many events the rows stand for, if they tell: as many as the ledger counts, or
 *     some were lost on the way
 */
public record RowTotals(
    Function<List<JsonNode>, List<String>> lines, Function<List<JsonNode>, OptionalLong> events) {

  /** How many rows there are, which stand for some of the events only. */
  public static RowTotals count(String what) {
    return new RowTotals(
        rows -> List.of("TOTAL " + what + "=" + rows.size()), rows -> OptionalLong.empty());
  }

  /** Exact sums of these columns for each currency; each event is in one row. */
  public static RowTotals perCurrency(String... columns) {
    return new RowTotals(
        rows -> RowSums.perCurrency(rows, columns),
        rows -> OptionalLong.of(RowSums.of(rows, "events")));
  }

  /**
   * How many rows there are, of windows that overlap.
   *
   * @param windows in how many windows, and so rows, an event is. If the rows can't be shared out
   *     evenly, an event is missing from one of them
   * @param columns how many events a row is made of, in sum
   */
  public static RowTotals overlapping(long windows, String... columns) {
    return new RowTotals(
        rows -> List.of("TOTAL rows=" + rows.size()),
        rows -> {
          long events = 0;
          for (String column : columns) {
            events = Math.addExact(events, RowSums.of(rows, column));
          }
          return OptionalLong.of(events % windows == 0 ? events / windows : -1);
        });
  }
}
