package dev.tideline.io.unbounded;

import dev.tideline.admission.AdmissionRules;
import dev.tideline.event.EventView;
import dev.tideline.event.Identity;
import dev.tideline.io.lines.JsonEventType;
import dev.tideline.ledger.Fate;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.Reject;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes in the records of one partition as they arrive: parses each, decides whether its event is
 * the first copy or a duplicate, and collects them until they are taken. Not shared between
 * threads.
 *
 * <p>Of the copies of an event, which have its id and content, the one at the lowest offset counts
 * of those that may. Of one that is too late this memory knows whether an earlier one counts, until
 * that is forgotten; never that none does, for it may be forgotten, come later, or be elsewhere.
 *
 * @param <E> the event
 */
public final class Deduplicator<E extends V, V extends EventView> {

  private final JsonEventType<E> type;
  private final AdmissionRules<V> rules;
  private final SeenIds seen = new SeenIds();
  private List<E> events = new ArrayList<>();
  private List<Reject> rejects = new ArrayList<>();

  /** For records of a type, in a pipeline with these rules. */
  public Deduplicator(JsonEventType<E> type, AdmissionRules<V> rules) {
    this.type = type;
    this.rules = rules;
  }

  /** Takes in a record. */
  public void receive(RawRecord record) {
    try {
      events.add(deduplicated(type.parser().parse(record), record.location().offset()));
    } catch (BrokenRecord broken) {
      rejects.add(broken.toReject(record));
    }
  }

  /**
   * Takes in an event that was parsed already.
   *
   * @param number where it stands in the order of arrival
   */
  public void receive(E event, long number) {
    events.add(deduplicated(event, number));
  }

  /** Takes in a record that is no event for what surrounds it, such as its timestamp. */
  public void reject(Reject reject) {
    rejects.add(reject);
  }

  /**
   * Takes note of a record that is not to be handed over, so that later duplicates of it are known.
   */
  public void learn(RawRecord record) {
    try {
      E unused = deduplicated(type.parser().parse(record), record.location().offset());
    } catch (BrokenRecord broken) {
      // it has no duplicates
    }
  }

  /** Hands over what has arrived, and begins anew. */
  public EventBatch<E> take() {
    EventBatch<E> taken = new EventBatch<>(events, rejects);
    events = new ArrayList<>();
    rejects = new ArrayList<>();
    return taken;
  }

  /** How many records have arrived and were not yet taken. */
  public int size() {
    return events.size() + rejects.size();
  }

  /**
   * No record that comes was ingested before this time (ms since the epoch). It must follow from
   * the log up to the record that comes next, so that what is read again is judged alike.
   */
  public void passed(long time) {
    seen.forget(time);
  }

  private E deduplicated(E event, long number) {
    if (rules.broken(event) != null) {
      return event;
    }
    Fate fate = rules.fate(event);
    if (fate != Fate.TOO_LATE && fate != Fate.COUNTED) {
      return event;
    }
    Identity identity = type.event().apply(event).identity();
    long deadline = rules.lateness().deadline(event);
    if (fate == Fate.TOO_LATE) {
      boolean counted = seen.knows(identity, deadline, number);
      return type.asCopy().apply(event, counted ? 1 : EventView.UNKNOWN_COPY);
    }
    int copy = seen.note(identity, deadline, number);
    return copy == 0 ? event : type.asCopy().apply(event, copy);
  }
}
