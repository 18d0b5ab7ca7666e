package dev.tideline.admission;

import dev.tideline.event.Contribution;
import dev.tideline.sum.Total;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An id under which several events count. Each is in the answer; but an id should be one event's,
 * so someone should look.
 *
 * @param id the id
 * @param events how many events count under it, copies aside; above 1
 * @param gross the money they are about, by currency, in 1/10 000 currency units
 */
public record ReusedId(String id, long events, SortedMap<String, Total> gross) {

  public ReusedId {
    gross = Collections.unmodifiableSortedMap(new TreeMap<>(gross));
  }

  /** The id of events that add this, of which there is more than one. */
  public static ReusedId of(String id, List<? extends Contribution> events) {
    SortedMap<String, Total> gross = new TreeMap<>();
    events.forEach(event -> gross.merge(event.currency(), event.gross(), Total::plus));
    return new ReusedId(id, events.size(), gross);
  }
}
