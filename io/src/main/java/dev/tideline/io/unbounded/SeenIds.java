package dev.tideline.io.unbounded;

import dev.tideline.event.Identity;
import java.util.HashMap;
import java.util.Map;

/**
 * Remembers which events one partition has brought, to tell the first copy of an event from its
 * duplicates. The result follows from the partition's log alone: a record is a duplicate if one at
 * an earlier offset has the same identity. So reading a part of the log again gives the same again,
 * and nothing of this memory needs to be in a checkpoint: it is learned anew from the log.
 *
 * <p>Identities are remembered in 48 to 96 bytes each, until no duplicate can count any more. Not
 * shared between threads.
 */
public final class SeenIds {

  /** Ids are forgotten together that can be forgotten within this time. */
  private static final long BUCKET = 60_000;

  private final Map<Long, Ids> buckets = new HashMap<>();
  private long passed = Long.MIN_VALUE;

  /**
   * Notes an event that counts if it is the first copy.
   *
   * @param event its identity, the same for all copies
   * @param deadline the last time of ingest at which one of them counts, the same for all
   * @param offset where it is in the partition
   * @return 0 for the first, 1 for a duplicate
   */
  public int note(Identity event, long deadline, long offset) {
    Ids ids = buckets.computeIfAbsent(Math.floorDiv(deadline, BUCKET), bucket -> new Ids());
    return ids.first(event.high(), event.low(), offset) < offset ? 1 : 0;
  }

  /**
   * Whether a copy of an event is known to count, and will be each time this part of the log is
   * read: one at a lower offset, whose deadline is not before what was asked to be forgotten. What
   * is remembered beyond that, for as long as its bucket is, is not told.
   *
   * @param offset where in the partition the record is that is asked about; nothing is noted of it
   */
  public boolean knows(Identity event, long deadline, long offset) {
    Ids ids = buckets.get(Math.floorDiv(deadline, BUCKET));
    return deadline >= passed && ids != null && ids.known(event.high(), event.low()) < offset;
  }

  /** Forgets what had its deadline before a time: nothing that comes can be a duplicate of it. */
  public void forget(long time) {
    long past = Math.floorDiv(time, BUCKET);
    if (past > Math.floorDiv(passed, BUCKET)) {
      buckets.keySet().removeIf(bucket -> bucket < past);
    }
    passed = Math.max(passed, time);
  }

  /** How many ids are remembered. */
  public int size() {
    return buckets.values().stream().mapToInt(ids -> ids.size).sum();
  }

  /**
   * Ids and the offsets of their first events, by open addressing in one array: cheap to collect.
   */
  private static final class Ids {
    private static final int WIDTH = 3;

    private long[] table = new long[WIDTH * 64];
    private int size;

    /** The offset of the first event, which is the given one if none is known or that is later. */
    long first(long high, long low, long offset) {
      // An id of two zeroes is taken for an empty slot: one in 2^128.
      int slot = slotOf(high, low);
      if (table[slot] == 0 && table[slot + 1] == 0) {
        if (size >= table.length / WIDTH / 2) {
          grow();
          slot = slotOf(high, low);
        }
        table[slot] = high;
        table[slot + 1] = low;
        table[slot + 2] = offset;
        size++;
      } else if (table[slot + 2] > offset) {
        table[slot + 2] = offset;
      }
      return table[slot + 2];
    }

    /** The offset of the first event, or {@link Long#MAX_VALUE} if none is known. */
    long known(long high, long low) {
      int slot = slotOf(high, low);
      return table[slot] == 0 && table[slot + 1] == 0 ? Long.MAX_VALUE : table[slot + 2];
    }

    private int slotOf(long high, long low) {
      int slots = table.length / WIDTH; // a power of two
      int slot = (int) high & (slots - 1);
      while (!(table[slot * WIDTH] == 0 && table[slot * WIDTH + 1] == 0)
          && !(table[slot * WIDTH] == high && table[slot * WIDTH + 1] == low)) {
        slot = (slot + 1) & (slots - 1);
      }
      return slot * WIDTH;
    }

    private void grow() {
      long[] old = table;
      table = new long[old.length * 2];
      for (int from = 0; from < old.length; from += WIDTH) {
        if (old[from] != 0 || old[from + 1] != 0) {
          System.arraycopy(old, from, table, slotOf(old[from], old[from + 1]), WIDTH);
        }
      }
    }
  }
}
