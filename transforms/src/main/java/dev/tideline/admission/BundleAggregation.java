package dev.tideline.admission;

import java.io.Serializable;

/**
 * What a pipeline makes of the events that count: the one place where a business adds up.
 *
 * @param <V> the view of an event
 * @param <O> what goes on through the graph
 */
public interface BundleAggregation<V, O> extends Serializable {

  /**
   * Whether an event that goes in counts by that, and is entered in the ledger as counted; else a
   * later step decides it, and enters it.
   */
  default boolean counts() {
    return true;
  }

  /** Begins a bundle. */
  Aggregator<V, O> open();

  /** Counts the events of one bundle, on one thread. */
  interface Aggregator<V, O> {

    /**
     * Takes an event that counts. It may go on at once, or be added to others and go on later, in
     * this call or in {@link #flush}; the view must not be kept.
     */
    void add(V event, Output<O> out);

    /** Hands over what is still held back; the bundle ends. */
    void flush(Output<O> out);
  }

  /** Takes what goes on. */
  interface Output<O> {
    /**
     * Passes a value on.
     *
     * @param time its timestamp, ms since the epoch, which decides its window: mostly the time of
     *     the event, of fraud-velocity that of ingest
     */
    void emit(O value, long time);
  }
}
