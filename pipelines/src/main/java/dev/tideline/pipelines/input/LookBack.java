package dev.tideline.pipelines.input;

import dev.tideline.io.EventSource;
import dev.tideline.io.Note;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Topic;
import dev.tideline.pipelines.cli.Durations;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.spec.SourceDefaults;
import dev.tideline.windowing.Lateness;
import java.util.List;
import java.util.Map;
import org.joda.time.Duration;

/**
 * How far before its position a run without state begins to read, so that all is whole that new
 * records touch.
 *
 * @param millis of ingest time that are needed
 * @param unsure how much more is read again, in ms, as a killed run may have read on while its
 *     sinks waited for their database
 */
record LookBack(long millis, long unsure) {

  /**
   * As long as a pipeline needs: longer where a store has other hours, or changes them or its zone,
   * and so has a longer day.
   */
  static LookBack of(SourceDefaults defaults, Lateness lateness) {
    long span = lateness.span();
    long own = defaults.lookBack().getMillis();
    return new LookBack(span == Long.MAX_VALUE ? own : Math.max(own, span), 0);
  }

  /** So much more. */
  LookBack plus(Duration more) {
    return new LookBack(millis, more.getMillis());
  }

  /** All that is read again, in ms of ingest time. */
  long all() {
    return millis + unsure;
  }

  /**
   * Makes sure that it will find what it is to read again.
   *
   * @param delay how far the watermark, from which is looked back, is behind the time of ingest, ms
   * @throws UsageException if brokers delete it before
   */
  void requireKept(Topic topic, long delay) {
    long needed = all() + delay;
    if (topic.retention() < needed) {
      throw new UsageException(
          List.of(
              "%1$s keeps a record for %2$s (retention.ms), and a run that begins at a position must read the last %3$s before it again: kafka-configs.sh --alter --topic %1$s --add-config retention.ms=%4$d, or more"
                  .formatted(
                      topic.name(),
                      Durations.typed(topic.retention()),
                      Durations.typed(needed),
                      needed)));
    }
  }

  /**
   * From which time of ingest on the books of such a run are whole: of what was ingested then it
   * knows all copies. What comes before is in the books already. A partition without a watermark is
   * read from its beginning, and has no unread records from before.
   *
   * @param starts where it begins, by partition
   */
  long booksFrom(Map<Integer, Position> starts) {
    long earliest =
        starts.values().stream()
            .mapToLong(Position::watermark)
            .filter(watermark -> watermark != Position.UNKNOWN)
            .min()
            .orElse(Position.UNKNOWN);
    return earliest == Position.UNKNOWN ? EventSource.BOOKS_ALL : earliest + millis;
  }

  /**
   * How much is read again.
   *
   * @param group whose position it is
   * @param committed the position, by partition
   * @param starts where it begins, by partition
   */
  Note note(
      Topic topic, String group, Map<Integer, Position> committed, Map<Integer, Position> starts) {
    if (starts.values().stream().allMatch(each -> each.watermark() == Position.UNKNOWN)) {
      return Note.of(
          "the group %s has no position in %s%s, which is read from its beginning"
              .formatted(group, committed.isEmpty() ? "" : "each partition of ", topic.name()));
    }
    long again =
        committed.entrySet().stream()
            .mapToLong(each -> each.getValue().offset() - starts.get(each.getKey()).offset())
            .filter(offsets -> offsets > 0)
            .sum();
    return Note.of(
        "the last %s before the position of the group %s are read again: %d offsets of %s, then what is new"
            .formatted(Durations.typed(all()), group, again, topic.name()));
  }
}
