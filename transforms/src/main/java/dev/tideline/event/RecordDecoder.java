package dev.tideline.event;

import dev.tideline.records.RawRecord;
import dev.tideline.records.Reject;
import dev.tideline.records.SourceRange;
import java.io.IOException;
import java.io.Serializable;

/**
 * How a graph decodes the elements of its source: the one seam between the business and the
 * formats.
 *
 * <p>An element may be one record of a topic, or a whole row group of a file: the bigger the
 * element, the less of Beam's cost per element is paid per event.
 *
 * @param <T> what the source hands over
 * @param <V> the view through which the business sees an event
 */
public interface RecordDecoder<T, V extends EventView> extends Serializable {

  /**
   * Hands every record of an element to a handler, in order.
   *
   * @throws IOException if the element points to data that can't be read; it fails the bundle
   */
  void decode(T element, Handler<V> handler) throws IOException;

  /** What is known of copies among the records. */
  Copies copies();

  /**
   * Takes the records of an element.
   *
   * <p>{@link #onRecord} is called once for each record where it is first met; then follows its
   * event or its defect. Where a shuffle lies between the two they come from different places, so
   * that the ledger notices a record that the shuffle lost.
   */
  interface Handler<V> {

    /**
     * A record was met.
     *
     * @param ingestTime ms since the epoch, or {@link RawRecord#IN_PAYLOAD} if it can't be known
     */
    void onRecord(long ingestTime);

    /** The record is an event; the view is valid during this call. */
    void onEvent(V view);

    /** The record is no event. */
    void onReject(Reject reject);

    /**
     * A stretch of the source was read to its end.
     *
     * @param records how many records the source says there were in it
     */
    void onRange(SourceRange range, long records);
  }
}
