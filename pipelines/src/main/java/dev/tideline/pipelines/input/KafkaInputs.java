package dev.tideline.pipelines.input;

import dev.tideline.event.Copies;
import dev.tideline.event.EventView;
import dev.tideline.io.EventSource;
import dev.tideline.io.kafka.Extent;
import dev.tideline.io.kafka.KafkaClusterException;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Positions;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.kafka.Topics;
import dev.tideline.io.kafka.beam.ReadThroughKafkaIO;
import dev.tideline.io.kafka.beam.TopicRead;
import dev.tideline.io.kafka.source.KafkaRanges;
import dev.tideline.io.kafka.source.KafkaSource;
import dev.tideline.io.kafka.source.Subscription;
import dev.tideline.io.lines.JsonEventType;
import dev.tideline.io.sql.Upsert;
import dev.tideline.io.unbounded.EventBatch;
import dev.tideline.io.unbounded.EventBatchDecoder;
import dev.tideline.io.unbounded.PacedSource;
import dev.tideline.payment.CardTokens;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.options.KafkaSettings;
import dev.tideline.pipelines.options.LiveSettings;
import dev.tideline.pipelines.options.RunMode;
import dev.tideline.pipelines.spec.PipelineSpec;
import dev.tideline.pipelines.spec.SourceDefaults;
import dev.tideline.windowing.Lateness;
import dev.tideline.windowing.WindowPolicies;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;

/** What {@code --bootstrap-servers} and {@code --topic} stand for. */
final class KafkaInputs<E extends V, V extends EventView> {

  /** By how much timers of processing time may be late. */
  private static final Duration PUNCTUALITY = Duration.standardSeconds(1);

  private final RunMode mode;
  private final KafkaSettings kafka;
  private final Topic topic;
  private final JsonEventType<E> type;
  private final String group;
  private final SourceDefaults defaults;

  private KafkaInputs(
      RunMode mode,
      KafkaSettings kafka,
      Topic topic,
      JsonEventType<E> type,
      String group,
      SourceDefaults defaults) {
    this.mode = mode;
    this.kafka = kafka;
    this.topic = topic;
    this.type = type;
    this.group = group;
    this.defaults = defaults;
  }

  /**
   * Looks for the topic that a pipeline reads.
   *
   * @param tokens replace card numbers; null for events that have none
   * @return how to open it, or null if it can't be; then the mistakes say why
   */
  static <V extends EventView> Inputs.Opening<V> find(
      RunMode mode, PipelineSpec<V, ?> spec, CardTokens tokens, Mistakes mistakes) {
    KafkaSettings kafka = mode.input().topic().orElseThrow();
    try (Topics topics = Topics.of(kafka.cluster())) {
      Topic topic = topics.describe(kafka.topic(spec.reads().topic()));
      KafkaInputs<?, V> found = of(mode, kafka, topic, spec.reads().json().with(tokens), spec);
      topics.requireLeaders(topic);
      List<String> problems =
          Stamps.problems(
              topic, topics.latestTimes(topic), found.delay(), System.currentTimeMillis());
      mistakes.addAll(problems);
      return problems.isEmpty() ? found::open : null;
    } catch (KafkaClusterException unusable) {
      mistakes.addAll(unusable.problems());
      return null;
    }
  }

  private static <E extends V, V extends EventView> KafkaInputs<E, V> of(
      RunMode mode,
      KafkaSettings kafka,
      Topic topic,
      JsonEventType<E> type,
      PipelineSpec<V, ?> spec) {
    return new KafkaInputs<>(mode, kafka, topic, type, kafka.group(spec.name()), spec.defaults());
  }

  /** Opens the topic as it is now: since the last micro-batch it may have got more partitions. */
  private EventSource<?, V> open(Pipeline pipeline, Lateness lateness) {
    try (Topics topics = Topics.of(kafka.cluster())) {
      Topic now = topics.describe(topic.name());
      topic.requireId(now.id());
      return new KafkaInputs<E, V>(mode, kafka, now, type, group, defaults)
          .open(topics, pipeline, lateness)
          .noting(List.of(Stamps.note(now, delay())));
    } catch (KafkaClusterException unusable) {
      if (unusable.mayPass()) {
        throw unusable; // a micro-batch is tried again
      }
      throw new UsageException(unusable.problems());
    }
  }

  private EventSource<?, V> open(Topics topics, Pipeline pipeline, Lateness lateness) {
    Positions positions = Positions.of(topics, topic, group);
    if (mode instanceof RunMode.Stream live) {
      return stream(topics, positions, pipeline, lateness, live.live());
    }
    Extent extent = topics.extent(topic);
    Map<Integer, Long> ends = extent.ends();
    if (!(mode instanceof RunMode.MicroBatch)) {
      Map<Integer, Position> beginnings = Positions.at(topics.beginnings(topic));
      return KafkaRanges.<E, V>open(pipeline, topics, subscription(ends), topic, beginnings, type);
    }
    // A broker whose clock is behind may still have stamped a record earlier than this.
    LookBack lookBack = LookBack.of(defaults, lateness).plus(Duration.millis(Topic.DISORDER));
    lookBack.requireKept(topic, delay());
    Map<Integer, Position> starts = positions.start(lookBack.all(), kafka.acceptLoss());
    Map<Integer, Position> reached = positions.reached(extent, delay());
    return KafkaRanges.<E, V>open(pipeline, topics, subscription(ends), topic, starts, type)
        .bookingFrom(lookBack.booksFrom(starts))
        .andThen(() -> commit(reached));
  }

  private EventSource<?, V> stream(
      Topics topics, Positions positions, Pipeline pipeline, Lateness lateness, LiveSettings live) {
    Copies copies =
        live.stateTimers()
            ? new Copies.UntilTheWatermark(Topic.DISORDER)
            : new Copies.WithinDisorder(span() + KafkaSource.STRIDE + disorder());
    Extent extent = topics.extent(topic);
    Map<Integer, Long> ends = kafka.untilNow() ? extent.ends() : Map.of();
    LookBack lookBack = LookBack.of(defaults, lateness).plus(Upsert.PATIENCE);
    if (!live.restored()) {
      lookBack.requireKept(topic, delay());
    } else if (kafka.throughKafkaIO() && kafka.untilNow()) {
      throw new UsageException(
          List.of(
              "--until now can't go on from a checkpoint of --kafka-source beam, in which there is no end: name an empty --state, and it goes on from the position less the look-back"));
    }
    // What a state has seen is not read again, and may have been deleted since.
    long again = live.restored() ? 0 : lookBack.all();
    Map<Integer, Position> starts = positions.start(again, kafka.acceptLoss());
    Subscription subscription = subscription(ends);
    subscription.tell(pipeline.getOptions(), type.parser());
    PacedSource.tell(pipeline.getOptions(), paneDelay());
    EventSource<?, V> opened =
        new EventSource<>(
            pipeline.apply("Read" + type.name(), reading(starts, subscription)),
            new EventBatchDecoder<E, V>(copies),
            OptionalLong.empty());
    // Panes that fire at the end are written after the reader has come to it.
    EventSource<?, V> told = opened;
    if (kafka.untilNow()) {
      Map<Integer, Position> reached = positions.reached(extent, delay());
      told = opened.andThen(() -> commit(reached));
    }
    return live.restored()
        ? told.holding(subscription.lastOffsets())
        : told.holding(subscription.ranges(starts))
            .bookingFrom(lookBack.booksFrom(starts))
            .noting(List.of(lookBack.note(topic, group, positions.committed(), starts)));
  }

  private PTransform<PBegin, PCollection<EventBatch<E>>> reading(
      Map<Integer, Position> starts, Subscription subscription) {
    return kafka.throughKafkaIO()
        ? ReadThroughKafkaIO.of(
            new TopicRead<>(
                kafka.cluster(),
                topic,
                group,
                starts,
                subscription.ends(),
                delay(),
                kafka.acceptLoss(),
                type),
            kafka.readers())
        : Read.from(PacedSource.of(KafkaSource.of(topic, starts, type.coder()), kafka.readers()));
  }

  /**
   * How long what was read may wait for the pane that writes it: the books', for all other windows
   * that have not closed are read again from their beginning.
   */
  private Duration paneDelay() {
    return mode.early(WindowPolicies.BOOKS_EARLY).plus(PUNCTUALITY);
  }

  private Subscription subscription(Map<Integer, Long> ends) {
    return new Subscription(
        kafka.cluster(),
        topic.name(),
        topic.id(),
        group,
        ends,
        delay(),
        mode instanceof RunMode.Stream live && !live.live().stateTimers() ? span() : Long.MAX_VALUE,
        kafka.acceptLoss());
  }

  private long delay() {
    return kafka.watermarkDelay(Stamps.watermarkDelay(topic, defaults)).getMillis();
  }

  /** How much earlier a record may have been ingested than one before it. */
  private long disorder() {
    return Topic.DISORDER + delay();
  }

  /**
   * How much ingest time is read between two checkpoint marks where steps have no timers: what is
   * read together comes to them in any order.
   */
  private long span() {
    return Math.max(KafkaSource.STRIDE, disorder());
  }

  private void commit(Map<Integer, Position> reached) {
    try (Topics topics = Topics.of(kafka.cluster())) {
      Positions.of(topics, topic, group).commit(reached);
    }
  }
}
