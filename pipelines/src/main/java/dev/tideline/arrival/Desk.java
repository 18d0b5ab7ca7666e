package dev.tideline.arrival;

import dev.tideline.intake.BrokenRecord;
import dev.tideline.intake.EventView;
import dev.tideline.intake.RawRecord;
import dev.tideline.intake.Reject;
import dev.tideline.ledger.Fate;
import dev.tideline.ledger.Rules;
import dev.tideline.lines.JsonKind;
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
public final class Desk<E extends V, V extends EventView> {

  private final JsonKind<E> kind;
  private final Rules<V> rules;
  private final Copies copies = new Copies();
  private List<E> events = new ArrayList<>();
  private List<Reject> rejects = new ArrayList<>();

  /** For records of a kind, in a pipeline with these rules. */
  public Desk(JsonKind<E> kind, Rules<V> rules) {
    this.kind = kind;
    this.rules = rules;
  }

  /** Takes in a record. */
  public void receive(RawRecord record) {
    try {
      events.add(settled(kind.parser().parse(record), record.place().offset()));
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
      E unused = settled(kind.parser().parse(record), record.place().offset());
    } catch (BrokenRecord broken) {
      // it is no copy of anything
    }
  }

  /** Hands over what has arrived, and begins anew. */
  public Arrivals<E> take() {
    Arrivals<E> taken = new Arrivals<>(events, rejects);
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
