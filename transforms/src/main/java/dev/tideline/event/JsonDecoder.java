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

  private final Copies copies;

  private JsonDecoder(Parser<? extends V> parser, Copies copies) {
    this.parser = parser;
    this.copies = copies;
  }

  /** Records that this parser understands, of whose copies this is known. */
  public static <V extends EventView> JsonDecoder<V> of(Parser<? extends V> parser, Copies copies) {
    return new JsonDecoder<>(parser, copies);
  }

  @Override
  public void decode(RawRecord record, Handler<V> handler) {
    decode(record, record.payload().length, handler);
  }

  /**
   * The same of a record of which perhaps only the beginning was read.
   *
   * @param size how many bytes the whole record has
   */
  public void decode(RawRecord record, int size, Handler<V> handler) {
    V event;
    try {
      event = parser.parse(record);
    } catch (BrokenRecord finding) {
      Reject reject = finding.toReject(record, size);
      handler.onRecord(reject.ingestTime());
      handler.onReject(reject);
      return;
    }
    handler.onRecord(event.ingestTime());
    handler.onEvent(event);
  }

  @Override
  public Copies copies() {
    return copies;
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
