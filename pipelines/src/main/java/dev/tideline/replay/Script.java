package dev.tideline.replay;

import dev.tideline.arrival.Arrivals;
import dev.tideline.arrival.Desk;
import dev.tideline.input.SourceFile;
import dev.tideline.intake.BrokenRecord;
import dev.tideline.intake.EventRules;
import dev.tideline.intake.EventView;
import dev.tideline.intake.Place;
import dev.tideline.intake.RawRecord;
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
 * The records of some files in the order in which they are to arrive. In memory is where each of
 * them is, in some 50 bytes; its own bytes are read when it arrives, but those of compressed files,
 * which are kept.
 *
 * <p>Which copy of an event is the first is settled by the order of arrival, as it arrives. To read
 * a part again gives the same again.
 *
 * @param <E> the event
 * @param <V> the view through which the business sees it
 */
final class Script<E extends V, V extends EventView> {

  /** How many records are read at a time of which only the copies are of interest. */
  private static final int STEP = 1_000;

  private final List<SourceFile> files;
  private final JsonKind<E> kind;
  private final Desk<E, V> desk;
  private final List<Line> lines;
  private final long[] earliestLeft;
  private int known;

  private Script(List<SourceFile> files, JsonKind<E> kind, Rules<V> rules, List<Line> lines) {
    this.files = files;
    this.kind = kind;
    this.desk = new Desk<>(kind, rules);
    this.lines = lines;
    this.earliestLeft = new long[lines.size()];
    long earliest = Long.MAX_VALUE;
    for (int i = lines.size() - 1; i >= 0; i--) {
      earliest = Math.min(earliest, lines.get(i).ingestTime());
      earliestLeft[i] = earliest;
    }
  }

  /** Looks through files and puts their records in order. */
  static <E extends V, V extends EventView> Script<E, V> of(
      List<SourceFile> files, JsonKind<E> kind, Rules<V> rules, Order order) throws IOException {
    List<Line> all = new ArrayList<>();
    for (int file = 0; file < files.size(); file++) {
      try (Lines lines = Lines.open(new FileChunk(files.get(file), 0, Long.MAX_VALUE))) {
        while (lines.next()) {
          all.add(line(file, files.get(file), lines, kind));
        }
      } catch (IOException unreadable) {
        throw new IOException(
            files.get(file) + " can't be read: " + unreadable.getMessage(), unreadable);
      }
    }
    sort(all, order);
    return new Script<>(files, kind, rules, all);
  }

  private static Line line(int number, SourceFile file, Lines lines, JsonKind<?> kind) {
    byte[] bytes = lines.bytes();
    Place place = Place.inFile(file.name(), lines.start());
    long time = ingestTime(new RawRecord(bytes, place, RawRecord.IN_PAYLOAD), kind);
    return new Line(
        number,
        lines.start(),
        bytes.length,
        lines.size(),
        EventRules.plausible(time) ? time : Line.LONG_AGO,
        file.compressed() ? bytes : null);
  }

  private static long ingestTime(RawRecord record, JsonKind<?> kind) {
    try {
      return kind.parser().parse(record).ingestTime();
    } catch (BrokenRecord broken) {
      return broken.toReject(record).ingestTime();
    }
  }

  private static void sort(List<Line> lines, Order order) {
    if (order instanceof Order.ByIngest) {
      lines.sort(Comparator.comparingLong(Line::ingestTime)); // stable: ties stay as they are
    } else if (order instanceof Order.Shuffled shuffled) {
      Collections.shuffle(lines, new Random(shuffled.seed()));
    }
  }

  /** How many records there are. */
  int size() {
    return lines.size();
  }

  /**
   * The earliest time of ingest from a record on, ms since the epoch; past the last one it stays
   * what it was there.
   */
  long earliestFrom(int from) {
    return lines.isEmpty() ? Line.LONG_AGO : earliestLeft[Math.min(from, lines.size() - 1)];
  }

  /** Some records in their order. What comes before them is looked through for copies, once. */
  synchronized Arrivals<E> part(int from, int to) throws IOException {
    while (known < from) {
      known += read(known, Math.min(known + STEP, from)).size();
    }
    Arrivals<E> part = read(from, to);
    known = Math.max(known, to);
    return part;
  }

  private Arrivals<E> read(int from, int to) throws IOException {
    try (OpenFiles open = new OpenFiles(files)) {
      for (int number = from; number < to; number++) {
        Line line = lines.get(number);
        receive(line, open.read(line), number);
      }
    }
    return desk.take();
  }

  private void receive(Line line, byte[] bytes, int number) {
    Place place = Place.inFile(files.get(line.file()).name(), line.start());
    RawRecord record = new RawRecord(bytes, place, RawRecord.IN_PAYLOAD);
    try {
      desk.receive(kind.parser().parse(record), number);
    } catch (BrokenRecord broken) {
      desk.refuse(broken.toReject(record, line.size()));
    }
  }
}
