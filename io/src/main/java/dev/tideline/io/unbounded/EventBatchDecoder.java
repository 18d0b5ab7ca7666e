package dev.tideline.io.unbounded;

import dev.tideline.event.EventView;
import dev.tideline.event.RecordDecoder;
import dev.tideline.records.Reject;

/**
 * Reads what an unbounded source hands over.
 *
 * @param <E> the event
 * @param <V> the view through which the business sees it
 */
public final class EventBatchDecoder<E extends V, V extends EventView>
    implements RecordDecoder<EventBatch<E>, V> {

  private static final long serialVersionUID = 1;

  @Override
  public void decode(EventBatch<E> arrivals, Handler<V> handler) {
    for (E event : arrivals.events()) {
      handler.onRecord(event.ingestTime());
      handler.onEvent(event);
    }
    for (Reject reject : arrivals.rejects()) {
      handler.onRecord(reject.ingestTime());
      handler.onReject(reject);
    }
  }
}
