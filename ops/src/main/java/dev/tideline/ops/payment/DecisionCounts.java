package dev.tideline.ops.payment;

import java.util.EnumMap;
import java.util.Map;

/**
 * What became of all payments so far.
 *
 * @param decisions how many got each decision; none is missing
 * @param lateSignals how many had been approved, or blocked unchecked, when their signal came
 */
public record DecisionCounts(Map<Decision, Long> decisions, long lateSignals) {

  public DecisionCounts {
    Map<Decision, Long> all = new EnumMap<>(Decision.class);
    for (Decision decision : Decision.values()) {
      all.put(decision, decisions.getOrDefault(decision, 0L));
    }
    decisions = Map.copyOf(all);
  }

  /** How many got a decision. */
  public long of(Decision decision) {
    return decisions.get(decision);
  }

  /** How many the pipeline did not answer for in time. */
  public long timedOut() {
    return of(Decision.APPROVED_UNCHECKED) + of(Decision.BLOCKED_UNCHECKED);
  }

  /** All of it on one line. */
  @Override
  public String toString() {
    return "approved=%d blocked=%d timed-out=%d late-signals=%d"
        .formatted(of(Decision.APPROVED), of(Decision.BLOCKED), timedOut(), lateSignals);
  }
}
