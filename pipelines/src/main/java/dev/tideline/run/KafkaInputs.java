package dev.tideline.run;

import dev.tideline.arrival.ArrivalsReading;
import dev.tideline.intake.EventView;
import dev.tideline.kafka.ClusterException;
import dev.tideline.kafka.CurrentSource;
import dev.tideline.kafka.KafkaRanges;
import dev.tideline.kafka.KafkaSource;
import dev.tideline.kafka.Position;
import dev.tideline.kafka.Positions;
import dev.tideline.kafka.Subscription;
import dev.tideline.kafka.Topic;
import dev.tideline.kafka.Topics;
import dev.tideline.ledger.Rules;
import dev.tideline.lines.JsonKind;
import dev.tideline.source.Intake;
import dev.tideline.sql.Upsert;
import dev.tideline.windowing.Timetable;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.joda.time.Duration;

/** What {@code --bootstrap-servers} and {@code --topic} stand for. */
final class KafkaInputs {

  private KafkaInputs() {}

  /**
   * Looks for a topic of records of a kind.
   *
   * @return how to open it, or null if it can't be; then the mistakes say why
   */
  static <E extends V, V extends EventView> Inputs.Opening<V> find(
      RunSettings settings, JsonKind<E> kind, Pace pace, Mistakes mistakes) {
    KafkaSettings kafka = settings.kafka();
    try (Topics topics = Topics.of(kafka.cluster())) {
      Topic topic = topics.describe(kafka.topic(pace.topic()));
      return (pipeline, rules) -> open(settings, topic, kind, pace, pipeline, rules);
    } catch (ClusterException unusable) {
      mistakes.addAll(unusable.problems());
      return null;
    }
  }

  private static <E extends V, V extends EventView> Intake<?, V> open(
      RunSettings settings,
      Topic topic,
      JsonKind<E> kind,
      Pace pace,
      Pipeline pipeline,
      Rules<V> rules) {
    KafkaSettings kafka = settings.kafka();
    try (Topics topics = Topics.of(kafka.cluster())) {
      Positions positions = Positions.of(topics, topic, kafka.group(pace.pipeline()));
      if (settings.streams()) {
        return stream(settings, topics, topic, positions, pace, kind, pipeline, rules);
      }
      // Asked for first: what comes after it is not read before the ends.
      Map<Integer, Long> times = topics.latestTimes(topic);
      Map<Integer, Long> ends = topics.ends(topic);
      boolean round = settings.live() != null;
      Map<Integer, Position> starts =
          round
              ? positions.start(pace.lookBack().getMillis(), kafka.acceptLoss())
              : at(topics.beginnings(topic));
      Subscription range = subscription(kafka, topic, pace, starts, ends);
      Intake<?, V> intake = KafkaRanges.open(pipeline, topics, range, kind, rules);
      if (!round) {
        return intake;
      }
      Map<Integer, Position> reached = Positions.reached(topic, ends, times, range.delay());
      return intake.andThen(() -> commit(kafka, topic, pace, reached));
    } catch (ClusterException unusable) {
      if (unusable.mayPass()) {
        throw unusable; // a round is tried again
      }
      throw new UsageException(unusable.problems());
    }
  }

  private static <E extends V, V extends EventView> Intake<?, V> stream(
      RunSettings settings,
      Topics topics,
      Topic topic,
      Positions positions,
      Pace pace,
      JsonKind<E> kind,
      Pipeline pipeline,
      Rules<V> rules) {
    KafkaSettings kafka = settings.kafka();
    Map<Integer, Long> ends = kafka.untilNow() ? topics.ends(topic) : Map.of();
    // A killed run may have read on while its windows were still to speak, or its sinks to write.
    Duration lookBack =
        pace.lookBack().plus(settings.early(Timetable.REVENUE_EARLY)).plus(Upsert.PATIENCE);
    Map<Integer, Position> starts = positions.start(lookBack.getMillis(), kafka.acceptLoss());
    KafkaSource<E, V> source =
        KafkaSource.of(subscription(kafka, topic, pace, starts, ends), kind, rules);
    CurrentSource.note(source, pipeline.getOptions());
    return new Intake<>(
        pipeline.apply("Read" + kind.name(), Read.from(source)),
        new ArrivalsReading<E, V>(),
        List.of(),
        List.of(),
        OptionalLong.empty());
  }

  private static Subscription subscription(
      KafkaSettings kafka,
      Topic topic,
      Pace pace,
      Map<Integer, Position> starts,
      Map<Integer, Long> ends) {
    return new Subscription(
        kafka.cluster(),
        topic,
        kafka.group(pace.pipeline()),
        starts,
        ends,
        kafka.watermarkDelay(pace.watermarkDelay()).getMillis(),
        kafka.readers(),
        kafka.acceptLoss());
  }

  private static Map<Integer, Position> at(Map<Integer, Long> offsets) {
    Map<Integer, Position> positions = new TreeMap<>();
    offsets.forEach((partition, offset) -> positions.put(partition, Position.at(offset)));
    return positions;
  }

  private static void commit(
      KafkaSettings kafka, Topic topic, Pace pace, Map<Integer, Position> reached) {
    try (Topics topics = Topics.of(kafka.cluster())) {
      Positions.of(topics, topic, kafka.group(pace.pipeline())).commit(reached);
    }
  }
}
