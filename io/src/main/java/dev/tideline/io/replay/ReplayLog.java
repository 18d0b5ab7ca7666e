package dev.tideline.io.replay;

import dev.tideline.admission.AdmissionRules;
import dev.tideline.event.EventRules;
import dev.tideline.event.EventView;
import dev.tideline.io.files.SourceFile;
import dev.tideline.io.lines.FileChunk;
import dev.tideline.io.lines.JsonEventType;
import dev.tideline.io.lines.Lines;
import dev.tideline.io.unbounded.Deduplicator;
import dev.tideline.io.unbounded.EventBatch;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordLocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of some files in the order in which they are to arrive. In memory is where each of
 * them is, in some 50 bytes; its own bytes are read when it arrives, but those of compressed files,
 * which are kept.
 *
 * <p>Which of the duplicates of an event is the first is decided by the order of arrival. To read a
 * part again gives the same again.
 *
 * @param <E> the event
 * @param <V> the view through which the business sees it
 */
final class ReplayLog<E extends V, V extends EventView> {

  private static final Logger LOG = LoggerFactory.getLogger(ReplayLog.class);

  /** How many records are read at a time of which only the event ids are of interest. */
  private static final int STEP = 1_000;

  private final List<SourceFile> files;
  private final JsonEventType<E> type;
  private final Deduplicator<E, V> deduplicator;
  private final List<LineIndex> lines;
  private final long[] earliestLeft;
  private int known;

  private ReplayLog(
      List<SourceFile> files,
      JsonEventType<E> type,
      AdmissionRules<V> rules,
      List<LineIndex> lines) {
    this.files = files;
    this.type = type;
    this.deduplicator = new Deduplicator<>(type, rules);
    this.lines = lines;
    this.earliestLeft = new long[lines.size()];
    long earliest = Long.MAX_VALUE;
    for (int i = lines.size() - 1; i >= 0; i--) {
      earliest = Math.min(earliest, lines.get(i).ingestTime());
      earliestLeft[i] = earliest;
    }
  }

  /** Looks through files and puts their records in order. */
  static <E extends V, V extends EventView> ReplayLog<E, V> of(
      List<SourceFile> files, JsonEventType<E> type, AdmissionRules<V> rules, ArrivalOrder order)
      throws IOException {
    List<LineIndex> all = new ArrayList<>();
    for (int file = 0; file < files.size(); file++) {
      try (Lines lines = Lines.open(new FileChunk(files.get(file), 0, Long.MAX_VALUE))) {
        while (lines.next()) {
          all.add(line(file, files.get(file), lines, type));
        }
        if (lines.blank() > 0) {
          LOG.info("{}: passed over {} blank lines", files.get(file), lines.blank());
        }
      } catch (IOException unreadable) {
        throw new IOException(
            files.get(file) + " can't be read: " + unreadable.getMessage(), unreadable);
      }
    }
    sort(all, order);
    return new ReplayLog<>(files, type, rules, all);
  }

  private static LineIndex line(int number, SourceFile file, Lines lines, JsonEventType<?> type) {
    byte[] bytes = lines.bytes();
    RecordLocation location = RecordLocation.inFile(file.name(), lines.start());
    long time = ingestTime(new RawRecord(bytes, location, RawRecord.IN_PAYLOAD), type);
    return new LineIndex(
        number,
        lines.number(),
        lines.start(),
        bytes.length,
        lines.size(),
        EventRules.plausible(time) ? time : LineIndex.LONG_AGO,
        file.compressed() ? bytes : null);
  }

  private static long ingestTime(RawRecord record, JsonEventType<?> type) {
    try {
      return type.parser().parse(record).ingestTime();
    } catch (BrokenRecord broken) {
      return broken.ingestTime();
    }
  }

  private static void sort(List<LineIndex> lines, ArrivalOrder order) {
    if (order instanceof ArrivalOrder.ByIngest) {
      lines.sort(Comparator.comparingLong(LineIndex::ingestTime)); // stable: ties stay as they are
    } else if (order instanceof ArrivalOrder.Shuffled shuffled) {
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
    return lines.isEmpty() ? LineIndex.LONG_AGO : earliestLeft[Math.min(from, lines.size() - 1)];
  }

  /** Some records in their order. What comes before them is looked through for event ids, once. */
  synchronized EventBatch<E> part(int from, int to) throws IOException {
    while (known < from) {
      known += read(known, Math.min(known + STEP, from)).size();
    }
    EventBatch<E> part = read(from, to);
    known = Math.max(known, to);
    return part;
  }

  private EventBatch<E> read(int from, int to) throws IOException {
    try (LineFiles open = new LineFiles(files)) {
      for (int number = from; number < to; number++) {
        LineIndex line = lines.get(number);
        receive(line, open.read(line), number);
      }
    }
    return deduplicator.take();
  }

  private void receive(LineIndex line, byte[] bytes, int number) {
    RecordLocation location =
        RecordLocation.inFile(files.get(line.file()).name(), line.start(), line.number());
    RawRecord record = new RawRecord(bytes, location, RawRecord.IN_PAYLOAD);
    try {
      deduplicator.receive(type.parser().parse(record), number);
    } catch (BrokenRecord broken) {
      deduplicator.reject(broken.toReject(record, line.size()));
    }
  }
}
