package dev.tideline.pipelines.input;

import dev.tideline.event.EventRules;
import dev.tideline.io.Note;
import dev.tideline.io.kafka.Topic;
import dev.tideline.json.Timestamps;
import dev.tideline.pipelines.cli.Durations;
import dev.tideline.pipelines.spec.SourceDefaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.joda.time.Duration;

/** What follows from who stamps the records of a topic. */
final class Stamps {

  /** How far the stamps of producers may step back, unless a run is told otherwise. */
  private static final Duration DISORDER = Duration.standardHours(1);

  /** By how much, in ms, clocks of brokers may be ahead of this machine's. */
  private static final long CLOCKS = 60_000;

  private Stamps() {}

  /** How far the watermark stays behind, if a run is not told. */
  static Duration watermarkDelay(Topic topic, SourceDefaults defaults) {
    boolean own = topic.logAppendTime() || defaults.watermarkDelay().isLongerThan(DISORDER);
    return own ? defaults.watermarkDelay() : DISORDER;
  }

  /**
   * Why a topic can't be read: a stamp from the future would make late all that comes after it.
   *
   * @param latest the latest stamp in each partition, ms since the epoch
   * @param delay how far the watermark stays behind, in ms
   * @param now ms since the epoch
   */
  static List<String> problems(Topic topic, Map<Integer, Long> latest, long delay, long now) {
    List<String> problems = new ArrayList<>();
    if (!topic.logAppendTime() && topic.ahead() > delay) {
      problems.add(
          "%1$s is stamped by its producers (CreateTime), and takes stamps that are more than %2$s (--watermark-delay) ahead of its brokers' clocks: all that came after such a record would be late; let brokers stamp it, kafka-configs.sh --alter --topic %1$s --add-config message.timestamp.type=LogAppendTime, or have them refuse it: --add-config message.timestamp.after.max.ms=%3$d (before Kafka 3.6: message.timestamp.difference.max.ms)"
              .formatted(topic.name(), Durations.typed(delay), delay));
    }
    long ahead = topic.logAppendTime() ? CLOCKS : delay;
    latest.forEach(
        (partition, time) -> {
          // One that is implausible is rejected, and moves nothing.
          if (EventRules.plausible(time) && time - now > ahead) {
            problems.add(
                "%s-%d holds a record that was stamped %s, and here it is %s: all that comes after it would be late; set this machine's clock, or if that is right, read a topic without this record"
                    .formatted(
                        topic.name(), partition, Timestamps.format(time), Timestamps.format(now)));
          }
        });
    return problems;
  }

  /** Who stamps a topic, and what that means. */
  static Note note(Topic topic, long delay) {
    return Note.of(
        topic.logAppendTime()
            ? topic.name()
                + " is stamped by its brokers (LogAppendTime): that is when a record is ingested"
            : "%s is stamped by its producers (CreateTime): a record that is stamped more than %s before the latest of its partition counts as ingested so long before that one (--watermark-delay)"
                .formatted(topic.name(), Durations.typed(delay)));
  }
}
