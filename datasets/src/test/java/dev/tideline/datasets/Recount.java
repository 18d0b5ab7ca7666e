package dev.tideline.datasets;

import dev.tideline.records.BrokenRecord;
import dev.tideline.records.Finding;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RejectReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Counts a topic of JSON lines again, the slow and obvious way, by the parsers and rules of the
 * graphs.
 *
 * @param counts records, events, repeats and future ones
 * @param broken how many are rejected for each other reason
 * @param events the first of the valid events by id, in the order of the files
 */
record Recount<E>(Map<String, Long> counts, Map<String, Long> broken, List<E> events) {

  /** Reads one record. */
  interface Parser<E> {
    E read(RawRecord record) throws BrokenRecord;
  }

  static <E> Recount<E> of(
      Path set,
      String topic,
      Parser<E> parser,
      Function<E, Finding> rules,
      Function<E, String> idOf)
      throws IOException {
    Recount<E> recount =
        new Recount<>(
            new TreeMap<>(Map.of("records", 0L, "events", 0L, "repeats", 0L, "future", 0L)),
            new TreeMap<>(),
            new ArrayList<>());
    Set<String> ids = new HashSet<>();
    for (Path file : DataSets.filesOf(set, topic)) {
      for (RawRecord record : DataSets.records(file)) {
        recount.count("records");
        try {
          E event = parser.read(record);
          recount.judge(event, rules.apply(event), () -> ids.add(idOf.apply(event)));
        } catch (BrokenRecord broken) {
          recount.reject(broken.reason());
        }
      }
    }
    return recount;
  }

  private interface FirstSeen {
    boolean isFirst();
  }

  private void judge(E event, Finding broken, FirstSeen seen) {
    if (broken != null) {
      reject(broken.reason());
    } else if (seen.isFirst()) {
      count("events");
      events.add(event);
    } else {
      count("repeats");
    }
  }

  private void reject(RejectReason reason) {
    if (reason == RejectReason.FUTURE_TIME) {
      count("future");
    } else {
      broken.merge(reason.name(), 1L, Long::sum);
    }
  }

  private void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }
}
