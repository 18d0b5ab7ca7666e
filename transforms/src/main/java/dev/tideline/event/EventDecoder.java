package dev.tideline.event;

/**
 * Decodes elements that are events already.
 *
 * @param <E> the event
 * @param <V> the view through which the business sees it
 */
public final class EventDecoder<E extends V, V extends EventView> implements RecordDecoder<E, V> {

  private static final long serialVersionUID = 1;

  private final boolean readHere;

  private EventDecoder(boolean readHere) {
    this.readHere = readHere;
  }

  /** Events that are met here for the first time. */
  public static <E extends V, V extends EventView> EventDecoder<E, V> first() {
    return new EventDecoder<>(true);
  }

  /** Events that an earlier step has met, and entered in the ledger as read. */
  public static <E extends V, V extends EventView> EventDecoder<E, V> again() {
    return new EventDecoder<>(false);
  }

  @Override
  public void decode(E event, Handler<V> handler) {
    if (readHere) {
      handler.onRecord(event.ingestTime());
    }
    handler.onEvent(event);
  }
}
