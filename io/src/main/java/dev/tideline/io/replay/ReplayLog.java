package dev.tideline.io.replay;

import dev.tideline.event.EventRules;
import dev.tideline.event.EventView;
import dev.tideline.io.files.SourceFile;
import dev.tideline.io.lines.FileChunk;
import dev.tideline.io.lines.JsonEventType;
import dev.tideline.io.lines.Lines;
import dev.tideline.io.unbounded.BatchParser;
import dev.tideline.io.unbounded.EventBatch;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.SourceRange;
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
 * @param <E> the event
 */
final class ReplayLog<E extends EventView> {

  private static final Logger LOG = LoggerFactory.getLogger(ReplayLog.class);

  /** What its records are counted under, in the order in which they arrive. */
  static final String NAME = "replay";

  private final List<SourceFile> files;
  private final JsonEventType<E> type;
  private final List<LineIndex> lines;
  private final long[] earliestLeft;

  private ReplayLog(List<SourceFile> files, JsonEventType<E> type, List<LineIndex> lines) {
    this.files = files;
    this.type = type;
    this.lines = lines;
    this.earliestLeft = new long[lines.size()];
    long earliest = Long.MAX_VALUE;
    for (int i = lines.size() - 1; i >= 0; i--) {
      earliest = Math.min(earliest, lines.get(i).ingestTime());
      earliestLeft[i] = earliest;
    }
  }

  /** Looks through files and puts their records in order. */
  static <E extends EventView> ReplayLog<E> of(
      List<SourceFile> files, JsonEventType<E> type, ArrivalOrder order) throws IOException {
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
    return new ReplayLog<>(files, type, all);
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

  /** Some records in their order. */
  EventBatch<E> part(int from, int to) throws IOException {
    BatchParser<E> parser = new BatchParser<>(type.parser());
    try (LineFiles open = new LineFiles(files)) {
      for (LineIndex line : lines.subList(from, to)) {
        RecordLocation location =
            RecordLocation.inFile(files.get(line.file()).name(), line.start(), line.number());
        parser.receive(new RawRecord(open.read(line), location, RawRecord.IN_PAYLOAD), line.size());
      }
    }
    return parser.take(new SourceRange(NAME, 0, from, to));
  }
}
