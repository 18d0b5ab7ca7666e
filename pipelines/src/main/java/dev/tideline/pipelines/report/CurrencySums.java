package dev.tideline.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Exact sums of columns for each currency: different money is never added. */
final class CurrencySums implements RowTotals.Sums {

  private final List<String> columns;
  private final Map<String, BigDecimal[]> byCurrency = new TreeMap<>();
  private long events;

  CurrencySums(String... columns) {
    this.columns = List.of(columns);
  }

  @Override
  public void add(JsonNode row) {
    BigDecimal[] sums =
        byCurrency.computeIfAbsent(
            row.get("currency").asText(), none -> new BigDecimal[columns.size()]);
    for (int i = 0; i < sums.length; i++) {
      BigDecimal value = row.get(columns.get(i)).decimalValue();
      sums[i] = sums[i] == null ? value : sums[i].add(value);
    }
    events = Math.addExact(events, row.get("events").asLong());
  }

  /** A line, or a line per currency if there are several. */
  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    byCurrency.forEach(
        (currency, sums) -> {
          StringBuilder line = new StringBuilder("TOTAL");
          for (int i = 0; i < sums.length; i++) {
            line.append(' ').append(columns.get(i)).append('=').append(sums[i].toPlainString());
          }
          lines.add(line + (byCurrency.size() > 1 ? " currency=" + currency : ""));
        });
    return lines;
  }

  @Override
  public OptionalLong events() {
    return OptionalLong.of(events);
  }
}
