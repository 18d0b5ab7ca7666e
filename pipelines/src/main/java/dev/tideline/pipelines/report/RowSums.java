package dev.tideline.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Adds up columns over all rows of an answer, exactly. */
public final class RowSums {

  private RowSums() {}

  /**
   * The sum of a column of whole numbers.
   *
   * @throws ArithmeticException if it overflows
   */
  public static long of(List<JsonNode> rows, String column) {
    long sum = 0;
    for (JsonNode row : rows) {
      sum = Math.addExact(sum, row.get(column).asLong());
    }
    return sum;
  }

  /**
   * The sums of some columns as a line, or a line per currency if there are several: different
   * money is never added.
   */
  public static List<String> perCurrency(List<JsonNode> rows, String... columns) {
    Map<String, List<JsonNode>> byCurrency =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.get("currency").asText(), TreeMap::new, Collectors.toList()));
    List<String> lines = new ArrayList<>();
    byCurrency.forEach(
        (currency, some) ->
            lines.add(
                line(some, columns) + (byCurrency.size() > 1 ? " currency=" + currency : "")));
    return lines;
  }

  private static String line(List<JsonNode> rows, String... columns) {
    StringBuilder line = new StringBuilder("TOTAL");
    for (String column : columns) {
      BigDecimal sum = BigDecimal.ZERO;
      for (JsonNode row : rows) {
        sum = sum.add(row.get(column).decimalValue());
      }
      line.append(' ').append(column).append('=').append(sum.toPlainString());
    }
    return line.toString();
  }
}
