package dev.tideline.event;

import java.io.Serializable;

/**
 * What a source can say of the copies of an event among its records, and so how it is found out
 * which of them counts.
 */
public sealed interface Copies extends Serializable {

  /** It says itself of each whether another counts: {@link EventView#copy}. */
  record Marked() implements Copies {}

  /**
   * It can't say, but it ends.
   *
   * @param records about how many records there are
   */
  record AmongAll(long records) implements Copies {}

  /**
   * It can't say and does not end, but its watermark says what is still to come.
   *
   * @param slack by how much at most the watermark passes the time of ingest of a record that is
   *     still to come, in ms
   */
  record UntilTheWatermark(long slack) implements Copies {}

  /**
   * The same, where steps have no timers that tell them of the watermark.
   *
   * @param disorder by how much the times of ingest of records may come out of order, in ms; {@link
   *     Long#MAX_VALUE} if by any
   */
  record WithinDisorder(long disorder) implements Copies {}
}
