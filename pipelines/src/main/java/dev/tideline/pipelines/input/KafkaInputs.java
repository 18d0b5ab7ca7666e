package dev.tideline.pipelines.input;

import dev.tideline.admission.AdmissionRules;
import dev.tideline.event.EventView;
import dev.tideline.io.EventSource;
import dev.tideline.io.kafka.KafkaClusterException;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Positions;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.kafka.Topics;
import dev.tideline.io.kafka.source.CurrentSource;
import dev.tideline.io.kafka.source.KafkaRanges;
import dev.tideline.io.kafka.source.KafkaSource;
import dev.tideline.io.kafka.source.Subscription;
import dev.tideline.io.lines.JsonEventType;
import dev.tideline.io.sql.Upsert;
import dev.tideline.io.unbounded.EventBatchDecoder;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.options.KafkaSettings;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.pipelines.spec.SourceDefaults;
import dev.tideline.windowing.WindowPolicies;
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
      RunSettings settings, JsonEventType<E> kind, SourceDefaults pace, Mistakes mistakes) {
    KafkaSettings kafka = settings.kafka();
    try (Topics topics = Topics.of(kafka.cluster())) {
      Topic topic = topics.describe(kafka.topic(pace.topic()));
      return (pipeline, rules) -> open(settings, topic, kind, pace, pipeline, rules);
    } catch (KafkaClusterException unusable) {
      mistakes.addAll(unusable.problems());
      return null;
    }
  }

  private static <E extends V, V extends EventView> EventSource<?, V> open(
      RunSettings settings,
      Topic topic,
      JsonEventType<E> kind,
      SourceDefaults pace,
      Pipeline pipeline,
      AdmissionRules<V> rules) {
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
      EventSource<?, V> intake = KafkaRanges.open(pipeline, topics, range, kind, rules);
      if (!round) {
        return intake;
      }
      Map<Integer, Position> reached = Positions.reached(topic, ends, times, range.delay());
      return intake.andThen(() -> commit(kafka, topic, pace, reached));
    } catch (KafkaClusterException unusable) {
      if (unusable.mayPass()) {
        throw unusable; // a round is tried again
      }
      throw new UsageException(unusable.problems());
    }
  }

  private static <E extends V, V extends EventView> EventSource<?, V> stream(
      RunSettings settings,
      Topics topics,
      Topic topic,
      Positions positions,
      SourceDefaults pace,
      JsonEventType<E> kind,
      Pipeline pipeline,
      AdmissionRules<V> rules) {
    KafkaSettings kafka = settings.kafka();
    Map<Integer, Long> ends = kafka.untilNow() ? topics.ends(topic) : Map.of();
    // A killed run may have read on while its windows were still to speak, or its sinks to write.
    Duration lookBack =
        pace.lookBack().plus(settings.early(WindowPolicies.REVENUE_EARLY)).plus(Upsert.PATIENCE);
    Map<Integer, Position> starts = positions.start(lookBack.getMillis(), kafka.acceptLoss());
    KafkaSource<E, V> source =
        KafkaSource.of(subscription(kafka, topic, pace, starts, ends), kind, rules);
    CurrentSource.note(source, pipeline.getOptions());
    return new EventSource<>(
        pipeline.apply("Read" + kind.name(), Read.from(source)),
        new EventBatchDecoder<E, V>(),
        List.of(),
        List.of(),
        OptionalLong.empty());
  }

  private static Subscription subscription(
      KafkaSettings kafka,
      Topic topic,
      SourceDefaults pace,
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
      KafkaSettings kafka, Topic topic, SourceDefaults pace, Map<Integer, Position> reached) {
    try (Topics topics = Topics.of(kafka.cluster())) {
      Positions.of(topics, topic, kafka.group(pace.pipeline())).commit(reached);
    }
  }
}
