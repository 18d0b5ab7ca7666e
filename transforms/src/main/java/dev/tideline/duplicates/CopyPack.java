package dev.tideline.duplicates;

import dev.tideline.event.Identity;
import java.util.List;

/**
 * Copies whose events are of one slot of time and whose ids are in one group, to be settled
 * together.
 *
 * @param slot the slot
 * @param copies at least one, in the order in which they were read
 * @param <C> what an event adds to the answer
 */
public record CopyPack<C>(long slot, List<Copy<C>> copies) {

  public CopyPack {
    copies = List.copyOf(copies);
  }

  /**
   * A copy that may count.
   *
   * @param event its event's identity
   * @param mark its {@link CopyMark}
   * @param adds what its event adds to the answer, the same for all copies of it
   */
  public record Copy<C>(Identity event, long mark, C adds) {}
}
