package dev.tideline.io.unbounded;

import dev.tideline.event.Copies;
import dev.tideline.event.EventView;
import dev.tideline.event.RecordDecoder;
import dev.tideline.records.Reject;

/**
 * Decodes what an unbounded source hands over.
 *
 * @param <E> the event
 * @param <V> the view through which the business sees it
 */
public final class EventBatchDecoder<E extends V, V extends EventView>
    implements RecordDecoder<EventBatch<E>, V> {

  private static final long serialVersionUID = 1;

  private final Copies copies;

  /**
   * @param copies what is known of copies among the records
   */
  public EventBatchDecoder(Copies copies) {
    this.copies = copies;
  }

  @Override
  public void decode(EventBatch<E> batch, Handler<V> handler) {
    for (E event : batch.events()) {
      handler.onRecord(event.ingestTime());
      handler.onEvent(event);
    }
    for (Reject reject : batch.rejects()) {
      handler.onRecord(reject.ingestTime());
      handler.onReject(reject);
    }
    for (EventBatch.Stretch each : batch.stretches()) {
      handler.onRange(each.range(), each.records());
    }
  }

  @Override
  public Copies copies() {
    return copies;
  }
}
