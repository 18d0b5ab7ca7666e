package dev.tideline.run;

import dev.tideline.arrival.ArrivalsReading;
import dev.tideline.intake.EventView;
import dev.tideline.kafka.ClusterException;
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
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;

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
        return stream(kafka, topics, topic, positions, pace, kind, pipeline, rules);
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
      return round ? intake.andThen(() -> commit(kafka, topic, pace, ends, times)) : intake;
    } catch (ClusterException unusable) {
      throw new UsageException(unusable.problems());
    }
  }

  private static <E extends V, V extends EventView> Intake<?, V> stream(
      KafkaSettings kafka,
      Topics topics,
      Topic topic,
      Positions positions,
      Pace pace,
      JsonKind<E> kind,
      Pipeline pipeline,
      Rules<V> rules) {
    Map<Integer, Long> ends = kafka.untilNow() ? topics.ends(topic) : Map.of();
    Map<Integer, Position> starts =
        positions.start(pace.lookBack().getMillis(), kafka.acceptLoss());
    Subscription all = subscription(kafka, topic, pace, starts, ends);
    return new Intake<>(
        pipeline.apply("Read" + kind.name(), Read.from(KafkaSource.of(all, kind, rules))),
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
        kafka.readers());
  }

  private static Map<Integer, Position> at(Map<Integer, Long> offsets) {
    Map<Integer, Position> positions = new TreeMap<>();
    offsets.forEach((partition, offset) -> positions.put(partition, Position.at(offset)));
    return positions;
  }

  private static void commit(
      KafkaSettings kafka,
      Topic topic,
      Pace pace,
      Map<Integer, Long> ends,
      Map<Integer, Long> times) {
    Map<Integer, Position> reached = new TreeMap<>();
    ends.forEach(
        (partition, end) -> reached.put(partition, new Position(end, times.get(partition))));
    try (Topics topics = Topics.of(kafka.cluster())) {
      Positions.of(topics, topic, kafka.group(pace.pipeline())).commit(reached);
    }
  }
}
