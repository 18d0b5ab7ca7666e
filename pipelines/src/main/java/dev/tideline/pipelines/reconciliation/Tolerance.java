package dev.tideline.pipelines.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
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

  /** How much is wrong by the breaks so far, whatever their signs. */
  static final class Wrong {
    private final Map<String, BigDecimal> byCurrency = new HashMap<>();
    private final Map<Part, BigDecimal> byStore = new HashMap<>();

    void add(JsonNode found) {
      BigDecimal wrong = found.get("difference").decimalValue().abs();
      String currency = found.get("currency").asText();
      byCurrency.merge(currency, wrong, BigDecimal::add);
      byStore.merge(new Part(found.get("store_id").asText(), currency), wrong, BigDecimal::add);
    }
  }

  /** Whether that is within it. */
  boolean holds(Wrong all) {
    return all.byCurrency.values().stream().allMatch(wrong -> wrong.compareTo(perDay) <= 0)
        && all.byStore.values().stream().allMatch(wrong -> wrong.compareTo(perStore) <= 0);
  }
}
