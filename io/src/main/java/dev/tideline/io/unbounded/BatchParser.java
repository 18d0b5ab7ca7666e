package dev.tideline.io.unbounded;

import dev.tideline.event.EventView;
import dev.tideline.event.JsonDecoder;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.Reject;
import dev.tideline.records.SourceRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses records as they are read, and collects them until they are taken. Not shared between
 * threads.
 *
 * @param <E> the event
 */
public final class BatchParser<E extends EventView> {

  private final JsonDecoder.Parser<E> parser;
  private List<E> events = new ArrayList<>();
  private List<Reject> rejects = new ArrayList<>();

  /** Parses like this. */
  public BatchParser(JsonDecoder.Parser<E> parser) {
    this.parser = parser;
  }

  /** Takes in a record. */
  public void receive(RawRecord record) {
    receive(record, record.payload().length);
  }

  /**
   * Takes in a record of which perhaps only the beginning was read.
   *
   * @param size how many bytes the whole record has
   */
  public void receive(RawRecord record, int size) {
    try {
      events.add(parser.parse(record));
    } catch (BrokenRecord broken) {
      rejects.add(broken.toReject(record, size));
    }
  }

  /** Takes in a record that is no event for what surrounds it, such as its timestamp. */
  public void reject(Reject reject) {
    rejects.add(reject);
  }

  /**
   * Hands over what was read, and begins anew.
   *
   * @param range the stretch of the source of which it is all
   */
  public EventBatch<E> take(SourceRange range) {
    EventBatch<E> taken = EventBatch.of(events, rejects, range);
    events = new ArrayList<>();
    rejects = new ArrayList<>();
    return taken;
  }
}
