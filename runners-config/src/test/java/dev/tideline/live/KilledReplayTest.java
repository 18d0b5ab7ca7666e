package dev.tideline.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import dev.tideline.command.Command;
import dev.tideline.command.Kills;
import dev.tideline.datasets.output.Format;
import dev.tideline.golden.Weekend;
import dev.tideline.io.kafka.sink.PutBack;
import dev.tideline.ops.dlq.DlqMain;
import dev.tideline.pipelines.DailyRevenueMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A weekend whose orders were rejected, as all stores but one were unknown, is replayed, and that
 * is killed at random moments: after the next call each record is there exactly once.
 */
@Tag("exhaustive")
class KilledReplayTest {

  /** More than one transaction takes. */
  private static final int MANY = 1_000;

  @TempDir private static Path shared;
  private static Path weekend;
  private static Path oneStore;

  @TempDir private Path home;

  @BeforeAll
  static void writeTheWeekend() throws IOException, InterruptedException {
    weekend = Weekend.write(Format.JSONL, shared.resolve("weekend"));
    List<String> stores = Files.readAllLines(weekend.resolve("stores.jsonl"));
    oneStore = Files.write(shared.resolve("one-store.jsonl"), stores.subList(0, 1));
  }

  @Test
  void eachRecordIsInAFileOnce() throws Exception {
    Path answer = home.resolve("answer");
    List<String> rejecting = new ArrayList<>(List.of("--stores", oneStore.toString()));
    rejecting.addAll(List.of("--input", weekend.toString(), "--output", answer.toString()));
    try (Command run = Command.batch(DailyRevenueMain.class, home.resolve("run"), rejecting)) {
      run.succeeds();
    }
    Path folder = home.resolve("back");
    Kills.Start replay = replay("--from", answer, "--input", weekend, "--to", folder);
    long length = Kills.length(replay);
    SortedMap<String, String> whole = visible(folder);
    assertThat(whole.values().iterator().next().lines().count(), is(greaterThan((long) MANY)));

    Kills kills = new Kills();
    for (int kill = 0; kill < Kills.COUNT; kill++) {
      for (String file : whole.keySet()) {
        Files.deleteIfExists(folder.resolve(file));
      }
      kills.kill(replay, length);
      assertThat(kills + ", kill " + kill, visible(folder), anyOf(is(new TreeMap<>()), is(whole)));
      Kills.length(replay);
      assertThat(kills + ", kill " + kill, visible(folder), is(whole));
    }
  }

  /** The files that a run would read. */
  private static SortedMap<String, String> visible(Path folder) throws IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          String name = file.getFileName().toString();
          if (!name.startsWith(".")) {
            contents.put(name, Files.readString(file));
          }
        }
      }
    }
    return contents;
  }

  @Test
  void eachRecordIsInItsTopicOnce() throws Exception {
    try (LocalKafka kafka = LocalKafka.start(home.resolve("broker"))) {
      String topic = kafka.replayed("orders", Records.byIngest(Records.of(weekend, "orders")));
      List<String> rejecting = new ArrayList<>(kafka.options(topic));
      rejecting.addAll(List.of("--stores", oneStore.toString(), "--until", "now"));
      rejecting.addAll(List.of("--output", home.resolve("live").toString()));
      try (Command run = Command.stream(DailyRevenueMain.class, home.resolve("run"), rejecting)) {
        run.succeeds();
      }
      String letters = LocalKafka.deadLetters(topic);
      Kills.Start replay = replay("--topic", letters, "--bootstrap-servers", kafka.address());
      long length = Kills.length(replay);
      Map<String, Integer> times = timesReplayed(topic, kafka);
      assertThat(times.size(), is(greaterThan(MANY)));
      assertThat(times.values(), everyItem(is(1)));

      Kills kills = new Kills();
      for (int kill = 0; kill < Kills.COUNT; kill++) {
        kafka.rewind(PutBack.nameFor(letters), letters);
        kills.kill(replay, length);
        Kills.length(replay);
        times.replaceAll((place, before) -> before + 1);
        assertThat(kills + ", kill " + kill, timesReplayed(topic, kafka), is(times));
      }
    }
  }

  /** By the place where a record was found. */
  private static Map<String, Integer> timesReplayed(String topic, LocalKafka kafka) {
    Map<String, Integer> times = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> message : kafka.read(topic)) {
      Header from = message.headers().lastHeader(PutBack.REPLAYED_FROM);
      if (from != null) {
        times.merge(new String(from.value(), UTF_8), 1, Integer::sum);
      }
    }
    return times;
  }

  private Kills.Start replay(Object... options) {
    List<String> all = new ArrayList<>(List.of("replay"));
    Stream.of(options).map(Object::toString).forEach(all::add);
    return () -> Command.tool(DlqMain.class, home.resolve("replay"), all);
  }
}
