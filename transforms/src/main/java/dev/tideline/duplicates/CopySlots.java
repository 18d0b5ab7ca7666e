package dev.tideline.duplicates;

import java.io.Serializable;

/**
 * Into how many keys of the state the copies of events are spread: equal copies have one id and one
 * time, so they meet under one key, wherever they come from.
 *
 * @param width how much event time a slot has, in ms
 * @param groups into how many groups the ids of a slot are spread
 * @param ring how many slots there are room for at a time; of an unbounded input a newer slot takes
 *     the room of the one that many before it, of which no copy can count any more. 0 if there is
 *     room for all
 */
public record CopySlots(long width, int groups, int ring) implements Serializable {

  private static final long MINUTE = 60_000;

  /** For an input that ends. */
  public static CopySlots endless(long width, int groups) {
    return new CopySlots(width, groups, 0);
  }

  /**
   * For one that does not.
   *
   * @param bound how long after an event a copy of it may be ingested and count, in ms
   * @param disorder how much of ingest time may come out of order, in ms
   */
  public static CopySlots ring(long width, int groups, long bound, long disorder) {
    return new CopySlots(width, groups, Math.toIntExact((bound + disorder) / width) + 2);
  }

  /** The slot of an event. */
  long slotOf(long eventTime) {
    return Math.floorDiv(eventTime, width);
  }

  /** The key of the events of a slot with such ids. */
  long keyOf(long slot, long idHash) {
    long place = ring == 0 ? slot : Math.floorMod(slot, (long) ring);
    return place * groups + Math.floorMod(idHash, (long) groups);
  }

  /** The minute of ingest as a {@link CopyMark} has it: from the one before the slot begins. */
  long minuteOf(long slot, long ingestTime) {
    return Math.floorDiv(ingestTime, MINUTE) - firstMinute(slot);
  }

  /** The first ms of a minute that a mark has. */
  long timeOf(long slot, int minute) {
    return (firstMinute(slot) + minute) * MINUTE;
  }

  /** Clocks that run ahead let an event be ingested up to a minute before it happened. */
  private long firstMinute(long slot) {
    return Math.floorDiv(slot * width, MINUTE) - 1;
  }
}
