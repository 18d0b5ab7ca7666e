package dev.tideline.testing;

import dev.tideline.event.EventView;
import dev.tideline.ledger.Fate;
import dev.tideline.records.RejectReason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ledger of a world as a model keeps it, in the lines of {@link Account}: a plain count per
 * minute, written from the definition of the fates.
 */
public final class ModelLedger {

  private final Map<Instant, Map<Fate, Integer>> fates = new TreeMap<>();
  private final Map<Instant, Map<RejectReason, Integer>> reasons = new TreeMap<>();
  private final List<String> lines = new ArrayList<>();

  /** Enters a record, and says whether it counts. */
  public boolean enter(EventView event, RejectReason defect, boolean inScope, boolean tooLate) {
    Fate fate;
    if (defect != null) {
      fate = Fate.REJECTED;
      reasons
          .computeIfAbsent(minute(event), minute -> new TreeMap<>())
          .merge(defect, 1, Integer::sum);
      lines.add(Account.rejected(defect.name(), event.location().toString()));
    } else if (!inScope) {
      fate = Fate.OUT_OF_SCOPE;
    } else if (tooLate) {
      fate = Fate.TOO_LATE;
      lines.add(Account.tooLate(event.location().toString(), event.toJson()));
    } else {
      fate = event.copy() == 0 ? Fate.COUNTED : Fate.DUPLICATE;
    }
    fates
        .computeIfAbsent(minute(event), minute -> new EnumMap<>(Fate.class))
        .merge(fate, 1, Integer::sum);
    return fate == Fate.COUNTED;
  }

  /** All that is not a row. */
  public List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    fates.forEach(
        (minute, of) ->
            all.add(
                "MINUTE "
                    + minute
                    + " read "
                    + of.values().stream().mapToInt(n -> n).sum()
                    + " = "
                    + of.getOrDefault(Fate.COUNTED, 0)
                    + " counted, "
                    + of.getOrDefault(Fate.DUPLICATE, 0)
                    + " duplicate, "
                    + of.getOrDefault(Fate.TOO_LATE, 0)
                    + " too late, "
                    + of.getOrDefault(Fate.OUT_OF_SCOPE, 0)
                    + " out of scope, rejected "
                    + reasons.getOrDefault(minute, Map.of())));
    return all;
  }

  private static Instant minute(EventView event) {
    return Instant.ofEpochMilli(event.ingestTime()).truncatedTo(ChronoUnit.MINUTES);
  }
}
