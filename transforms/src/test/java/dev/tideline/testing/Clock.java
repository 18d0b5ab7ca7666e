package dev.tideline.testing;

import dev.tideline.event.EventView;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;

/** Times of clock stories. */
public final class Clock {

  private Clock() {}

  /** A time such as {@code 2026-03-17T09:30:00Z}, as Beam has it. */
  public static Instant time(String time) {
    return Instant.ofEpochMilli(FreshMartStores.at(time));
  }

  /** An event as a source hands it over: its element stands at its time of ingest. */
  public static <E extends EventView> TimestampedValue<E> atIngest(E event) {
    return TimestampedValue.of(event, Instant.ofEpochMilli(event.ingestTime()));
  }
}
