package dev.tideline.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalLong;

/** What a report says of all rows of an answer together, which are seen one after the other. */
@FunctionalInterface
public interface RowTotals {

  /** Begins to add up, with no rows seen yet. */
  Sums begin();

  /** Sums of the rows seen so far. */
  interface Sums {

    /** Sees a row. */
    void add(JsonNode row);

    /** A line for each sum. */
    List<String> lines();

    /**
     * How many events the rows stand for, if they tell: as many as the ledger counts, or some were
     * lost on the way.
     */
    OptionalLong events();
  }

  /** How many rows there are, which stand for some of the events only. */
  static RowTotals count(String what) {
    return () -> new RowCount(what, 0);
  }

  /** Exact sums of these columns for each currency; each event is in one row. */
  static RowTotals perCurrency(String... columns) {
    return () -> new CurrencySums(columns);
  }

  /**
   * How many rows there are, of windows that overlap.
   *
   * @param windows in how many windows, and so rows, an event is. If the rows can't be shared out
   *     evenly, an event is missing from one of them
   * @param columns how many events a row is made of, in sum
   */
  static RowTotals overlapping(long windows, String... columns) {
    return () -> new RowCount("rows", windows, columns);
  }
}
