package dev.tideline.event;

import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.Reject;
import java.io.Serializable;

/**
 * Decodes elements that are records of JSON, one event each, as topics and files of lines have
 * them.
 *
 * @param <V> the view through which the business sees an event
 */
public final class JsonDecoder<V extends EventView> implements RecordDecoder<RawRecord, V> {

  private static final long serialVersionUID = 1;

  private final Parser<? extends V> parser;

  private JsonDecoder(Parser<? extends V> parser) {
    this.parser = parser;
  }

  /** Records that this parser understands. */
  public static <V extends EventView> JsonDecoder<V> of(Parser<? extends V> parser) {
    return new JsonDecoder<>(parser);
  }

  @Override
  public void decode(RawRecord record, Handler<V> handler) {
    V event;
    try {
      event = parser.parse(record);
    } catch (BrokenRecord finding) {
      Reject reject = finding.toReject(record);
      handler.onRecord(reject.ingestTime());
      handler.onReject(reject);
      return;
    }
    handler.onRecord(event.ingestTime());
    handler.onEvent(event);
  }

  /**
   * Makes an event of a record.
   *
   * @param <E> the event
   */
  @FunctionalInterface
  public interface Parser<E extends EventView> extends Serializable {

    /**
     * Parses one record.
     *
     * @throws BrokenRecord if it is no such event
     */
    E parse(RawRecord record) throws BrokenRecord;
  }
}
