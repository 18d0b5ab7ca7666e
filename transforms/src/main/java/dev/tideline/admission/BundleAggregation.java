package dev.tideline.admission;

import dev.tideline.ledger.TooLateEvent;
import dev.tideline.records.Reject;
import java.io.Serializable;

/**
 * What a pipeline makes of the values of a bundle, mostly of the events that count: the one place
 * where a business adds up.
 *
 * @param <V> the view of an event, or another value
 * @param <O> what goes on through the graph
 */
public interface BundleAggregation<V, O> extends Serializable {

  /**
   * Whether each event that it is given is one that counts, as mostly. Else a later step decides
   * that, and enters it in the ledger.
   */
  default boolean counts() {
    return true;
  }

  /**
   * Whether it takes events that came too late too, for a later step that knows whether another
   * copy counts, and tells of them.
   */
  default boolean takesLate() {
    return false;
  }

  /**
   * Whether it takes events that break a rule too, for a later step that knows whether another copy
   * has their money, and tells of them.
   */
  default boolean takesRejected() {
    return false;
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

    /**
     * Takes an event that came too late.
     *
     * @param kept what is kept of it
     */
    default void addLate(V event, TooLateEvent kept, Output<O> out) {
      throw new UnsupportedOperationException("it takes no late events");
    }

    /**
     * Takes an event that breaks a rule.
     *
     * @param kept what is kept of it
     */
    default void addRejected(V event, Reject kept, Output<O> out) {
      throw new UnsupportedOperationException("it takes no rejected events");
    }

    /**
     * An element of the source has come to its end, with all events that it holds. What can't wait
     * for the end of the bundle goes on.
     */
    default void endElement(Output<O> out) {}

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
