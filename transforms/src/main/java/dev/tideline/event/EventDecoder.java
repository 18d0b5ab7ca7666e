package dev.tideline.event;

/**
 * Decodes elements that are events already.
 *
 * @param <E> the event
 * @param <V> the view through which the business sees it
 */
public final class EventDecoder<E extends V, V extends EventView> implements RecordDecoder<E, V> {

  private static final long serialVersionUID = 1;

  private final Copies copies;

  private EventDecoder(Copies copies) {
    this.copies = copies;
  }

  /** Events that say themselves whether another copy counts. */
  public static <E extends V, V extends EventView> EventDecoder<E, V> marked() {
    return new EventDecoder<>(new Copies.Marked());
  }

  /** Events of whose copies this is known. */
  public static <E extends V, V extends EventView> EventDecoder<E, V> of(Copies copies) {
    return new EventDecoder<>(copies);
  }

  @Override
  public void decode(E event, Handler<V> handler) {
    handler.onRecord(event.ingestTime());
    handler.onEvent(event);
  }

  @Override
  public Copies copies() {
    return copies;
  }
}
