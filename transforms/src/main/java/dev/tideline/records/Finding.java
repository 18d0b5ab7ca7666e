package dev.tideline.records;

/**
 * What is wrong with an event: the first rule that it breaks.
 *
 * @param reason the rule
 * @param field the field at fault, as {@code amount} or {@code lines.amount}
 * @param value what stands there, as it was read; empty if nothing does. It may be anything, a card
 *     number too: it is for a {@link Redactor} only
 */
public record Finding(RejectReason reason, String field, String value) {

  /** Without the value. */
  @Override
  public String toString() {
    return reason + " " + field;
  }
}
