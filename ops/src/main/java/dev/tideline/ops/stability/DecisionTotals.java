package dev.tideline.ops.stability;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.hindsight.Hindsight;
import dev.tideline.hindsight.HindsightRow;
import dev.tideline.pipelines.report.RowTotals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Adds up the decisions that would have differed with perfect arrival order. */
final class DecisionTotals implements RowTotals.Sums {

  private static final Map<String, Hindsight> BY_TEXT = byText();

  private final Map<String, Decisions> byCurrency = new TreeMap<>();

  /** The decisions in one currency: different money is never added. */
  private static final class Decisions {

    private final Map<Hindsight, Long> payments = new EnumMap<>(Hindsight.class);
    private BigDecimal differing = new BigDecimal("0.0000");

    long those(Predicate<Hindsight> of) {
      return payments.entrySet().stream()
          .filter(each -> of.test(each.getKey()))
          .mapToLong(Map.Entry::getValue)
          .reduce(0, Math::addExact);
    }
  }

  private static Map<String, Hindsight> byText() {
    Map<String, Hindsight> texts = new TreeMap<>();
    for (Hindsight hindsight : Hindsight.values()) {
      texts.put(HindsightRow.textOf(hindsight), hindsight);
    }
    return Map.copyOf(texts);
  }

  /** Sees a row of {@link HindsightRow#FORMAT}. */
  @Override
  public void add(JsonNode row) {
    Decisions decisions =
        byCurrency.computeIfAbsent(row.get("currency").asText(), none -> new Decisions());
    Hindsight hindsight = BY_TEXT.get(row.get("hindsight").asText());
    decisions.payments.merge(hindsight, row.get("payments").asLong(), Math::addExact);
    if (hindsight.differs()) {
      decisions.differing = decisions.differing.add(row.get("amount").decimalValue());
    }
  }

  /** A line for each currency. */
  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    byCurrency.forEach((currency, decisions) -> lines.add(line(currency, decisions)));
    return lines.isEmpty() ? List.of("TOTAL decisions=0 differing=0") : lines;
  }

  private static String line(String currency, Decisions decisions) {
    return "TOTAL decisions=%d flagged_at_arrival=%d flagged_in_perfect_order=%d differing=%d amount_differing=%s currency=%s"
        .formatted(
            decisions.those(hindsight -> true),
            decisions.those(hindsight -> hindsight == Hindsight.FLAGGED),
            decisions.those(hindsight -> hindsight != Hindsight.APPROVED),
            decisions.those(Hindsight::differs),
            decisions.differing.toPlainString(),
            currency);
  }

  /** Each distinct payment is a decision. */
  @Override
  public OptionalLong events() {
    return OptionalLong.of(
        byCurrency.values().stream()
            .mapToLong(decisions -> decisions.those(hindsight -> true))
            .reduce(0, Math::addExact));
  }
}
