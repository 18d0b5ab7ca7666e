package dev.tideline.pipelines.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.tideline.io.events.EventKind;
import dev.tideline.pipelines.Pipelines;
import dev.tideline.pipelines.run.Terminal.Ended;
import dev.tideline.pipelines.run.Terminal.Running;
import dev.tideline.pipelines.spec.PipelineCommand;
import dev.tideline.pipelines.spec.PipelineSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Micro-batches, a stream up to now and a stream that is stopped, and goes on up to now, come to
 * what a bounded run answers over the same topic, in whatever order its records came.
 */
class WaysToRunTest {

  @TempDir private static Path home;
  private static LiveShop shop;

  @BeforeAll
  static void open() throws Exception {
    shop = LiveShop.open(home);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  void allComeToTheSame() throws Exception {
    allComeToTheSame(Pipelines.FRAUD_VELOCITY);
  }

  @ParameterizedTest
  @MethodSource
  @Tag("exhaustive")
  void ofTheOtherPipelinesToo(PipelineSpec<?, ?> pipeline) throws Exception {
    allComeToTheSame(pipeline);
  }

  static List<PipelineSpec<?, ?>> ofTheOtherPipelinesToo() {
    return Pipelines.ALL.stream().filter(each -> !each.equals(Pipelines.FRAUD_VELOCITY)).toList();
  }

  private static void allComeToTheSame(PipelineSpec<?, ?> spec) throws Exception {
    long seed = System.nanoTime();
    String pipeline = spec.name();
    List<Golden.Sent> shuffled = new ArrayList<>(Golden.records(spec.reads().name()));
    Collections.shuffle(shuffled, new Random(seed));
    String topic = pipeline + ".v1";
    shop.topics(topic, pipeline + ".dlq.v1");
    shop.topics(signals(topic, "micro-batches"), signals(topic, "now"), signals(topic, "stopped"));

    Running stopped =
        Terminal.start(command(pipeline), words(topic, "stopped", "--mode", "stream"));
    int half = shuffled.size() / 2;
    send(topic, shuffled.subList(0, half));
    assertSame(seed, microBatch(pipeline, topic), whole(pipeline, topic));

    send(topic, shuffled.subList(half, shuffled.size()));
    Ended whole = whole(pipeline, topic);
    assertSame(seed, microBatch(pipeline, topic), whole);
    assertSame(seed, run(pipeline, topic, "now", "--mode", "stream", "--until", "now"), whole);

    LiveShop.awaitRead(stopped, output(topic, "stopped"), pipeline, shuffled.size());
    stopped.stop();
    Ended cutShort = stopped.ended();
    assertThat(cutShort.err(), cutShort.code(), is(0));
    assertThat(cutShort.printed("LEDGER").get(0), endsWith(" STOPPED"));
    assertSame(seed, run(pipeline, topic, "stopped", "--mode", "stream", "--until", "now"), whole);
  }

  private static void send(String topic, List<Golden.Sent> records) throws Exception {
    for (Golden.Sent each : records) {
      shop.send(topic, each.partition(), each.ingestTime(), each.value());
    }
  }

  private static Ended microBatch(String pipeline, String topic) {
    return run(pipeline, topic, "micro-batches", "--every", "1m", "--until", "now");
  }

  /** One bounded run over all that the topic holds. */
  private static Ended whole(String pipeline, String topic) {
    return run(pipeline, topic, "whole");
  }

  private static Ended run(String pipeline, String topic, String way, String... more) {
    return Terminal.run(command(pipeline), words(topic, way, more));
  }

  private static String[] words(String topic, String way, String... more) {
    List<String> words = new ArrayList<>(shop.arguments(topic, output(topic, way)));
    words.set(words.indexOf("--group") + 1, topic + "." + way);
    words.addAll(List.of(more));
    // The times of ingest step back by as much as a day.
    words.addAll(List.of("--watermark-delay", "365d"));
    if (words.contains("--mode") || words.contains("--every")) {
      words.addAll(List.of("--signals-topic", signals(topic, way), "--early", "500ms"));
    }
    if (spec(topic).reads().equals(EventKind.PAYMENTS)) {
      words.addAll(List.of("--card-key", LiveShop.TESTDATA.resolve("card.key").toString()));
    }
    return words.toArray(String[]::new);
  }

  private static PipelineSpec<?, ?> spec(String topic) {
    return Pipelines.named(topic.substring(0, topic.indexOf('.'))).orElseThrow();
  }

  private static Path output(String topic, String way) {
    return home.resolve(topic + "." + way);
  }

  private static String signals(String topic, String way) {
    return topic + "." + way + ".signals";
  }

  private static PipelineCommand<?, ?> command(String pipeline) {
    return Pipelines.named(pipeline).orElseThrow().command().get();
  }

  private static void assertSame(long seed, Ended one, Ended whole) {
    assertThat(one.err(), one.code(), is(0));
    assertThat(whole.printed("DIGEST"), is(not(empty())));
    for (String word : List.of("DIGEST", "LEDGER", "REJECTED")) {
      assertThat("seed " + seed, one.printed(word), is(whole.printed(word)));
    }
  }
}
