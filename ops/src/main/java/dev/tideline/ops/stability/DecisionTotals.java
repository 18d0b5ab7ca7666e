package dev.tideline.ops.stability;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.hindsight.Hindsight;
import dev.tideline.hindsight.HindsightRow;
import dev.tideline.pipelines.report.RowSums;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Adds up the decisions that would have differed with perfect arrival order. */
public final class DecisionTotals {

  private DecisionTotals() {}

  /**
   * A line for each currency: different money is never added.
   *
   * @param rows of {@link HindsightRow#FORMAT}
   */
  public static List<String> lines(List<JsonNode> rows) {
    Map<String, List<JsonNode>> byCurrency =
        rows.stream()
            .collect(groupingBy(row -> row.get("currency").asText(), TreeMap::new, toList()));
    List<String> lines = new ArrayList<>();
    byCurrency.forEach((currency, some) -> lines.add(line(currency, some)));
    return lines.isEmpty() ? List.of("TOTAL decisions=0 differing=0") : lines;
  }

  private static String line(String currency, List<JsonNode> rows) {
    List<JsonNode> differing = those(rows, Hindsight::differs);
    return "TOTAL decisions=%d flagged_at_arrival=%d flagged_in_perfect_order=%d differing=%d amount_differing=%s currency=%s"
        .formatted(
            RowSums.of(rows, "payments"),
            RowSums.of(those(rows, hindsight -> hindsight == Hindsight.FLAGGED), "payments"),
            RowSums.of(those(rows, hindsight -> hindsight != Hindsight.APPROVED), "payments"),
            RowSums.of(differing, "payments"),
            amount(differing),
            currency);
  }

  private static List<JsonNode> those(List<JsonNode> rows, Predicate<Hindsight> of) {
    List<String> names =
        Arrays.stream(Hindsight.values()).filter(of).map(HindsightRow::textOf).toList();
    return rows.stream().filter(row -> names.contains(row.get("hindsight").asText())).toList();
  }

  private static String amount(List<JsonNode> rows) {
    return rows.stream()
        .map(row -> row.get("amount").decimalValue())
        .reduce(new BigDecimal("0.0000"), BigDecimal::add)
        .toPlainString();
  }
}
