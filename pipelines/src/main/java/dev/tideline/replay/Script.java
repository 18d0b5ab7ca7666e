package dev.tideline.replay;

import dev.tideline.arrival.Arrivals;
import dev.tideline.arrival.Desk;
import dev.tideline.input.SourceFile;
import dev.tideline.intake.BrokenRecord;
import dev.tideline.intake.EventRules;
import dev.tideline.intake.EventView;
import dev.tideline.intake.Place;
import dev.tideline.intake.RawRecord;
import dev.tideline.intake.Reject;
import dev.tideline.ledger.Rules;
import dev.tideline.lines.FileChunk;
import dev.tideline.lines.JsonKind;
import dev.tideline.lines.Lines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * The records of some files in the order in which they are to arrive, with the copies of an event
 * settled in that order. Held in memory.
 *
 * @param <E> the event
 */
final class Script<E extends EventView> {

  /** Of records that don't tell when they were ingested: before all others. */
  private static final long LONG_AGO = 0;

  /** An event or, where it is null, a reject. */
  private record Entry<E>(E event, Reject reject, long ingestTime) {}

  private final List<Entry<E>> entries;
  private final long[] earliestLeft;

  private Script(List<Entry<E>> entries) {
    this.entries = entries;
    this.earliestLeft = new long[entries.size()];
    long earliest = Long.MAX_VALUE;
    for (int i = entries.size() - 1; i >= 0; i--) {
      earliest = Math.min(earliest, entries.get(i).ingestTime());
      earliestLeft[i] = earliest;
    }
  }

  /** Reads files and puts their records in order. */
  static <E extends V, V extends EventView> Script<E> of(
      List<SourceFile> files, JsonKind<E> kind, Rules<V> rules, Order order) throws IOException {
    List<Entry<E>> read = new ArrayList<>();
    for (SourceFile file : files) {
      try (Lines lines = Lines.open(new FileChunk(file, 0, Long.MAX_VALUE))) {
        while (lines.next()) {
          read.add(entry(lines, file, kind));
        }
      }
    }
    return new Script<>(settled(ordered(read, order), kind, rules));
  }

  private static <E extends EventView> Entry<E> entry(
      Lines lines, SourceFile file, JsonKind<E> kind) {
    Place place = Place.inFile(file.name(), lines.start());
    RawRecord record = new RawRecord(lines.bytes(), place, RawRecord.IN_PAYLOAD);
    try {
      E event = kind.parser().parse(record);
      return new Entry<>(event, null, known(event.ingestTime()));
    } catch (BrokenRecord broken) {
      Reject reject = broken.toReject(record, lines.size());
      return new Entry<>(null, reject, known(reject.ingestTime()));
    }
  }

  private static long known(long ingestTime) {
    return EventRules.plausible(ingestTime) ? ingestTime : LONG_AGO;
  }

  private static <E> List<Entry<E>> ordered(List<Entry<E>> entries, Order order) {
    if (order instanceof Order.ByIngest) {
      entries.sort(Comparator.comparingLong(Entry::ingestTime)); // stable: ties stay as they are
    } else if (order instanceof Order.Shuffled shuffled) {
      Collections.shuffle(entries, new Random(shuffled.seed()));
    }
    return entries;
  }

  private static <E extends V, V extends EventView> List<Entry<E>> settled(
      List<Entry<E>> entries, JsonKind<E> kind, Rules<V> rules) {
    Desk<E, V> desk = new Desk<>(kind, rules);
    List<Entry<E>> settled = new ArrayList<>(entries.size());
    for (Entry<E> entry : entries) {
      if (entry.event() == null) {
        settled.add(entry);
      } else {
        desk.receive(entry.event(), settled.size());
        E event = desk.take().events().get(0);
        settled.add(new Entry<>(event, null, entry.ingestTime()));
      }
    }
    return settled;
  }

  /** How many records there are. */
  int size() {
    return entries.size();
  }

  /** The earliest time of ingest from a record on, ms since the epoch. */
  long earliestFrom(int from) {
    return earliestLeft[from];
  }

  /** Some records in their order. */
  Arrivals<E> part(int from, int to) {
    List<E> events = new ArrayList<>();
    List<Reject> rejects = new ArrayList<>();
    for (Entry<E> entry : entries.subList(from, to)) {
      if (entry.event() == null) {
        rejects.add(entry.reject());
      } else {
        events.add(entry.event());
      }
    }
    return new Arrivals<>(events, rejects);
  }
}
