package dev.tideline.io.unbounded;

import dev.tideline.admission.AdmissionRules;
import dev.tideline.event.EventView;
import dev.tideline.io.lines.JsonEventType;
import dev.tideline.ledger.Fate;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.Reject;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the records of one partition arrive: parses each, settles whether its event is a first copy
 * or a repeat, and collects them until they are taken. Not shared between threads.
 *
 * <p>Of the copies of an event the first that counts is the one at the lowest offset; those that
 * are too late, or were ingested so early that their event is from the future, are not in the
 * running.
 *
 * @param <E> the event
 */
public final class Deduplicator<E extends V, V extends EventView> {

  private final JsonEventType<E> kind;
  private final AdmissionRules<V> rules;
  private final SeenIds copies = new SeenIds();
  private List<E> events = new ArrayList<>();
  private List<Reject> rejects = new ArrayList<>();

  /** For records of a kind, in a pipeline with these rules. */
  public Deduplicator(JsonEventType<E> kind, AdmissionRules<V> rules) {
    this.kind = kind;
    this.rules = rules;
  }

  /** Takes in a record. */
  public void receive(RawRecord record) {
    try {
      events.add(settled(kind.parser().parse(record), record.location().offset()));
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
    events.add(settled(event, number));
  }

  /** Takes in a record that is no event for what surrounds it, such as its timestamp. */
  public void refuse(Reject reject) {
    rejects.add(reject);
  }

  /** Takes note of a record that is not to be handed over: only its copies are. */
  public void learn(RawRecord record) {
    try {
      E unused = settled(kind.parser().parse(record), record.location().offset());
    } catch (BrokenRecord broken) {
      // it is no copy of anything
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

  /** No record that comes was ingested before this time (ms since the epoch). */
  public void passed(long time) {
    copies.forget(time);
  }

  private E settled(E event, long number) {
    if (rules.broken(event) != null || rules.fate(event) != Fate.COUNTED) {
      return event;
    }
    long deadline = rules.lateness().deadline(event);
    int copy = copies.note(kind.id().apply(event), deadline, number);
    return copy == 0 ? event : kind.asCopy().apply(event, copy);
  }
}
