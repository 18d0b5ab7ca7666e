package dev.tideline.duplicates;

import dev.tideline.event.Identity;
import dev.tideline.ledger.TooLateEvent;
import dev.tideline.records.Reject;
import java.util.List;

/**
 * Copies whose events are of one slot of time and one group, to be settled together. One of the
 * lists may be empty.
 *
 * @param slot the slot
 * @param copies those that may count, in the order in which they were read
 * @param late those that came too late, of which it is asked whether another counts
 * @param rejected those that break a rule, of which it is asked whether another has their money
 * @param <C> what an event adds to the answer
 */
public record CopyPack<C>(
    long slot, List<Copy<C>> copies, List<LateCopy> late, List<RejectedCopy> rejected) {

  public CopyPack {
    copies = List.copyOf(copies);
    late = List.copyOf(late);
    rejected = List.copyOf(rejected);
  }

  /**
   * A copy that may count.
   *
   * @param id the id of its event; empty where copies are settled as they come
   * @param event its event's identity
   * @param ingestTime when it was ingested, ms since the epoch
   * @param place where it was read, see {@link dev.tideline.records.RecordLocation#place}
   * @param adds what its event adds to the answer
   */
  public record Copy<C>(String id, Identity event, long ingestTime, long place, C adds) {}

  /**
   * A copy that came too late.
   *
   * @param event its event's identity
   * @param kept what is kept of it
   */
  public record LateCopy(Identity event, TooLateEvent kept) {}

  /**
   * A copy that breaks a rule.
   *
   * @param event its event's identity
   * @param kept what is kept of it
   */
  public record RejectedCopy(Identity event, Reject kept) {}
}
