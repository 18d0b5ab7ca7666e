package dev.tideline.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalLong;

/** Counts rows, and the events that they are made of. */
final class RowCount implements RowTotals.Sums {

  private final String what;
  private final long windows;
  private final List<String> columns;
  private long rows;
  private long events;

  /**
   * None yet.
   *
   * @param what they are called
   * @param windows in how many rows an event is; 0 if they don't tell
   * @param columns how many events a row is made of, in sum
   */
  RowCount(String what, long windows, String... columns) {
    this.what = what;
    this.windows = windows;
    this.columns = List.of(columns);
  }

  @Override
  public void add(JsonNode row) {
    rows++;
    for (String column : columns) {
      events = Math.addExact(events, row.get(column).asLong());
    }
  }

  @Override
  public List<String> lines() {
    return List.of("TOTAL " + what + "=" + rows);
  }

  @Override
  public OptionalLong events() {
    if (windows == 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(events % windows == 0 ? events / windows : -1);
  }
}
