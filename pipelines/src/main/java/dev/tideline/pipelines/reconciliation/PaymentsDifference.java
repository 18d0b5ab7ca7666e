package dev.tideline.pipelines.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.reconciliation.rules.ReconciliationAccount;
import dev.tideline.reconciliation.rules.ReconciliationState;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * By how much the sales of a day and their payments differ in a currency: what was sold and not
 * paid, or paid and not sold, order by order, so that too much in one does not make up for too
 * little in another. What the bank has settled is no part of it.
 *
 * @param differs how much, in its units, not negative
 * @param sold what all its sales come to, less what was given back
 */
public record PaymentsDifference(BigDecimal differs, BigDecimal sold) {

  private static final PaymentsDifference NONE =
      new PaymentsDifference(BigDecimal.ZERO, BigDecimal.ZERO);

  /** Those of a day, by currency. */
  public static Map<String, PaymentsDifference> of(DayReconciliation day) throws IOException {
    Map<String, PaymentsDifference> byCurrency = new TreeMap<>();
    for (JsonNode row : DayReconciliation.parsed(day.rows())) {
      if (isSale(row)) {
        add(new PaymentsDifference(BigDecimal.ZERO, value(row, "amount")), row, byCurrency);
      }
    }
    day.breaks(
        line -> {
          JsonNode found = AnswerJson.parse(line);
          if (isSale(found) || isPaymentWithoutOrder(found)) {
            BigDecimal differs = value(found, "difference").abs();
            add(new PaymentsDifference(differs, BigDecimal.ZERO), found, byCurrency);
          }
        });
    return byCurrency;
  }

  private static boolean isSale(JsonNode row) {
    return row.get("kind").asText().equals(ReconciliationAccount.SALE);
  }

  private static boolean isPaymentWithoutOrder(JsonNode row) {
    return row.get("state").asText().equals(ReconciliationState.PAYMENT_WITHOUT_ORDER.name());
  }

  private static BigDecimal value(JsonNode row, String column) {
    return row.get(column).decimalValue();
  }

  private static void add(
      PaymentsDifference some, JsonNode row, Map<String, PaymentsDifference> byCurrency) {
    PaymentsDifference before = byCurrency.getOrDefault(row.get("currency").asText(), NONE);
    byCurrency.put(
        row.get("currency").asText(),
        new PaymentsDifference(before.differs.add(some.differs), before.sold.add(some.sold)));
  }
}
