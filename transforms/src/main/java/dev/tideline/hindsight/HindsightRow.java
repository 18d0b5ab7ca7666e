package dev.tideline.hindsight;

import dev.tideline.row.RowFormat;
import java.util.Locale;

/**
 * How many decisions of one kind there were, and the money in them.
 *
 * @param kind of which kind
 * @param decisions how many, and how much
 */
public record HindsightRow(DecisionKind kind, Decisions decisions) {

  /** The row's columns. */
  public static final RowFormat<HindsightRow> FORMAT =
      RowFormat.<HindsightRow>named("fraud_hindsight")
          .text("currency", row -> row.kind.currency())
          .text("hindsight", row -> textOf(row.kind.hindsight()))
          .number("payments", row -> row.decisions.payments())
          .decimal("amount", row -> row.decisions.amount())
          .keyedBy("currency", "hindsight")
          .versionedBy(row -> row.decisions.payments());

  /** How a kind of decision is called in a row. */
  public static String textOf(Hindsight hindsight) {
    return hindsight.name().toLowerCase(Locale.ROOT);
  }
}
