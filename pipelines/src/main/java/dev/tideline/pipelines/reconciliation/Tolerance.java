package dev.tideline.pipelines.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much money may be wrong in a day that counts as reconciled. What is missing in one place and
 * too much in another does not make up for it.
 *
 * @param perDay in each currency, in its units
 * @param perStore in each currency of a store, in its units
 */
public record Tolerance(BigDecimal perDay, BigDecimal perStore) {

  private record Part(String storeId, String currency) {}

  /** Whether these breaks are within it. */
  boolean holds(List<JsonNode> breaks) {
    Map<String, BigDecimal> byCurrency = new HashMap<>();
    Map<Part, BigDecimal> byStore = new HashMap<>();
    for (JsonNode each : breaks) {
      BigDecimal wrong = each.get("difference").decimalValue().abs();
      String currency = each.get("currency").asText();
      byCurrency.merge(currency, wrong, BigDecimal::add);
      byStore.merge(new Part(each.get("store_id").asText(), currency), wrong, BigDecimal::add);
    }
    return byCurrency.values().stream().allMatch(wrong -> wrong.compareTo(perDay) <= 0)
        && byStore.values().stream().allMatch(wrong -> wrong.compareTo(perStore) <= 0);
  }
}
