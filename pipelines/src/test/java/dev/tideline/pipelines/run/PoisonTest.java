package dev.tideline.pipelines.run;

import static dev.tideline.pipelines.run.LiveShop.order;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.tideline.pipelines.OpsDashboardMain;
import dev.tideline.pipelines.run.Terminal.Ended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a topic may hold that is no event stops no run, and is sent on with its reason and location.
 */
class PoisonTest {

  private static final long TIME = 1_773_741_600_000L; // 2026-03-17T10:00Z
  private static final String AHEAD = TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG;
  private static final long IN_9999 = 253_400_000_000_000L;

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

  /** A value, and the reason why it is rejected. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Poison(String reason, byte[] value) {}

  private static final List<Poison> POISON =
      List.of(
          new Poison("NOT_JSON", null),
          new Poison("NOT_JSON", new byte[0]),
          new Poison("NOT_JSON", "no event".getBytes(UTF_8)),
          new Poison("NOT_JSON", "null".getBytes(UTF_8)),
          new Poison("NOT_JSON", "[".repeat(500_000).getBytes(UTF_8)),
          new Poison("NOT_JSON", "{\"a\":".repeat(100_000).getBytes(UTF_8)),
          new Poison("TOO_LARGE", " ".repeat(2 << 20).getBytes(UTF_8)),
          new Poison("NOT_UTF8", order("\u00e9", "10:00:00").getBytes(ISO_8859_1)));

  @Test
  void itIsSentOnWithItsReasonAndLocation() throws Exception {
    shop.topics(Map.of(AHEAD, Long.toString(Long.MAX_VALUE)), "poison.v1"); // as it was once
    shop.topics("poison.dlq.v1", "poison-micro-batches.dlq.v1");
    shop.send("poison.v1", 0, TIME, order("before", "10:00:00").getBytes(UTF_8));
    for (Poison each : POISON) {
      shop.send("poison.v1", 0, TIME, each.value());
    }
    shop.send("poison.v1", 0, IN_9999, order("next-age", "10:00:00").getBytes(UTF_8));
    shop.configure("poison.v1", AHEAD, "60000");
    shop.send("poison.v1", 0, 0, order("epoch", "10:00:00").getBytes(UTF_8));
    shop.send("poison.v1", 0, TIME, order("after", "10:00:00").getBytes(UTF_8));

    Ended whole = run("whole");
    assertThat(whole.printed("LEDGER"), contains(containsString("read=12 counted=2 ")));
    assertSame(run("stream", "--mode", "stream", "--until", "now"), whole);
    assertSame(microBatch(), whole);
    // Their times are not taken for times: what comes now is in its window's next row.
    shop.send("poison.v1", 0, TIME + 1, order("later", "10:00:00").getBytes(UTF_8));
    assertSame(microBatch(), run("whole"));

    List<String> expected = new ArrayList<>();
    List<String> reasons = new ArrayList<>(POISON.stream().map(Poison::reason).toList());
    reasons.addAll(List.of("IMPLAUSIBLE_TIME", "IMPLAUSIBLE_TIME"));
    for (int i = 0; i < reasons.size(); i++) {
      expected.add(reasons.get(i) + " poison.v1 0 " + (i + 1));
    }
    assertThat(letters("poison.dlq.v1").keySet().stream().toList(), is(sorted(expected)));
    assertThat(
        letters("poison-micro-batches.dlq.v1").keySet().stream().toList(), is(sorted(expected)));
  }

  private static List<String> sorted(List<String> texts) {
    return texts.stream().sorted().toList();
  }

  /** By their headers: reason, topic, partition, offset. */
  private static Map<String, Integer> letters(String topic) {
    Map<String, Integer> letters = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> each : shop.contents(topic)) {
      List<String> headers = new ArrayList<>();
      for (String name : List.of("reason", "topic", "partition", "offset")) {
        headers.add(new String(each.headers().lastHeader(name).value(), UTF_8));
      }
      letters.merge(String.join(" ", headers), 1, Integer::sum);
    }
    return letters;
  }

  private static Ended microBatch() {
    return run(
        "micro-batches",
        "--every",
        "1m",
        "--until",
        "now",
        "--dead-letters",
        "poison-micro-batches.dlq.v1");
  }

  private static Ended run(String way, String... more) {
    List<String> words = new ArrayList<>(shop.arguments("poison.v1", home.resolve(way)));
    words.set(words.indexOf("--group") + 1, "poison." + way);
    words.addAll(List.of(more));
    return Terminal.run(new OpsDashboardMain(), words.toArray(String[]::new));
  }

  private static void assertSame(Ended one, Ended whole) {
    assertThat(one.err(), one.code(), is(0));
    for (String word : List.of("DIGEST", "LEDGER", "REJECTED")) {
      assertThat(one.printed(word), is(whole.printed(word)));
    }
  }
}
