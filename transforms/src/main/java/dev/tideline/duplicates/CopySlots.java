package dev.tideline.duplicates;

import dev.tideline.event.Copies;
import java.io.Serializable;

/**
 * Into how many keys the copies of events are spread: equal copies have one time and one hash, so
 * they meet under one key, wherever they come from.
 *
 * @param width how much event time a slot has, in ms
 * @param groups into how many groups the hashes are spread
 * @param rooms how many slots there are room for at a time in each group: a newer slot takes the
 *     room of the one that many before it, of which no copy can count any more. {@link
 *     Long#MAX_VALUE} if each has its own
 * @param held how long after its end a slot is needed at most, in ms of the watermark; {@link
 *     Long#MAX_VALUE} if it is not to be given up by that
 */
record CopySlots(long width, int groups, long rooms, long held) implements Serializable {

  /**
   * Wide enough for a pack to hold many events, and narrow enough for a slot not to hold too many.
   */
  private static final long WIDTH = 60_000;

  private static final int GROUPS = 16;

  /** About how many events of an input that ends are held in memory at a time. */
  private static final long GROUP = 20_000;

  /**
   * For a source of whose copies this is known.
   *
   * @param bound the longest time from the first moment at which a copy of an event may be ingested
   *     to the last one at which it counts, in ms; {@link Long#MAX_VALUE} if there is no last
   */
  static CopySlots of(Copies copies, long bound) {
    if (copies instanceof Copies.AmongAll all) {
      int groups = Math.toIntExact(Math.max(GROUPS, all.records() / GROUP));
      return new CopySlots(Long.MAX_VALUE, groups, Long.MAX_VALUE, Long.MAX_VALUE);
    }
    if (copies instanceof Copies.WithinDisorder within) {
      long rooms = rooms(sum(bound, within.disorder()));
      return new CopySlots(WIDTH, GROUPS, rooms, Long.MAX_VALUE);
    }
    if (copies instanceof Copies.UntilTheWatermark until) {
      return new CopySlots(WIDTH, GROUPS, Long.MAX_VALUE, sum(bound, until.slack()));
    }
    throw new IllegalArgumentException("the source settles its copies itself");
  }

  private static long rooms(long time) {
    return time == Long.MAX_VALUE ? Long.MAX_VALUE : time / WIDTH + 2;
  }

  private static long sum(long time, long more) {
    return time > Long.MAX_VALUE - more ? Long.MAX_VALUE : time + more;
  }

  /** Whether all copies there are come together, so that there is one slot. */
  boolean together() {
    return width == Long.MAX_VALUE;
  }

  /** Whether a slot is given up once the watermark has passed {@link #heldUntil}. */
  boolean timed() {
    return held != Long.MAX_VALUE;
  }

  /** The slot of an event. */
  long slotOf(long eventTime) {
    return together() ? 0 : Math.floorDiv(eventTime, width);
  }

  /** The key of the events of a slot with such a hash, which is the same for all copies of one. */
  long keyOf(long slot, int hash) {
    long room = rooms == Long.MAX_VALUE ? slot : Math.floorMod(slot, rooms);
    return room * groups + Math.floorMod(hash, groups);
  }

  /** The watermark, ms since the epoch, past which no copy of a slot comes that counts. */
  long heldUntil(long slot) {
    return (slot + 1) * width + held;
  }
}
