package dev.tideline.demo.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.tideline.broker.Broker;
import dev.tideline.demo.OpenLoop;
import dev.tideline.json.Timestamps;
import dev.tideline.ops.kafka.UnsecuredCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayerTest {

  private static final String BROKEN = "{\"event_id\":\"no more of";

  @TempDir private Path folder;
  private Path day;

  @BeforeEach
  void writeADayOfTwoPartitions() throws Exception {
    day = folder.resolve("day");
    write("orders/date=2026-03-17/part-00000.jsonl", order("a", "10:00:00.000"), BROKEN);
    write("orders/date=2026-03-18/part-00000.jsonl", "{\"ingest_time\":\"2026-03-18T00:00:00Z\"}");
    write("orders/date=2026-03-17/part-00001.jsonl", order("b", "09:59:59.999"));
    write(
        "payments/date=2026-03-17/part-00001.jsonl",
        order("c", "10:00:00.000"),
        order("d", "10:00:00.001"));
  }

  @Test
  void messagesComeInTheOrderOfTheirIngest() throws Exception {
    List<String> texts = new ArrayList<>();
    try (DataSetLog log = DataSetLog.open(day)) {
      assertThat(log.partitions(), is(2));
      for (Message message = log.next(); message != null; message = log.next()) {
        texts.add(text(message));
      }
    }

    assertThat(
        texts,
        contains(
            order("b", "09:59:59.999"),
            order("a", "10:00:00.000"),
            BROKEN,
            order("c", "10:00:00.000"),
            order("d", "10:00:00.001"),
            "{\"ingest_time\":\"2026-03-18T00:00:00Z\"}"));
  }

  @Test
  void aSeedShufflesThemAlwaysAlike() throws Exception {
    List<String> inOrder = new ArrayList<>();
    try (DataSetLog log = DataSetLog.open(day)) {
      for (Message message = log.next(); message != null; message = log.next()) {
        inOrder.add(text(message));
      }
    }

    List<String> shuffled = shuffled(1);

    assertThat(shuffled, is(shuffled(1)));
    assertThat(shuffled, not(equalTo(inOrder)));
    assertThat(shuffled, containsInAnyOrder(inOrder.toArray(String[]::new)));
  }

  @Test
  void kafkaHasThemUnchangedInTheirPartitionsAtTheTimeOfTheirIngest() throws Exception {
    try (Broker broker = Broker.start(folder.resolve("broker"));
        DataSetLog log = DataSetLog.open(day)) {
      UnsecuredCluster cluster = new UnsecuredCluster(broker.bootstrapServers());
      Replayer replayer = new Replayer(cluster);
      replayer.createTopics(log.partitions());
      List<String> sending = new ArrayList<>();

      long sent =
          replayer.send(log::next, OpenLoop.unlimited(), message -> sending.add(text(message)));

      assertThat(sent, is(6L));
      assertThat(sending.get(0), is(order("b", "09:59:59.999")));
      assertThat(
          read(cluster, UnsecuredCluster.ORDERS),
          containsInAnyOrder(
              at("orders.v1-0@0", "2026-03-17T10:00:00.000Z", order("a", "10:00:00.000")),
              at("orders.v1-0@1", "2026-03-17T10:00:00.000Z", BROKEN),
              at(
                  "orders.v1-0@2",
                  "2026-03-18T00:00:00.000Z",
                  "{\"ingest_time\":\"2026-03-18T00:00:00Z\"}"),
              at("orders.v1-1@0", "2026-03-17T09:59:59.999Z", order("b", "09:59:59.999"))));
      assertThat(
          read(cluster, UnsecuredCluster.PAYMENTS),
          contains(
              at("payments.v1-1@0", "2026-03-17T10:00:00.000Z", order("c", "10:00:00.000")),
              at("payments.v1-1@1", "2026-03-17T10:00:00.001Z", order("d", "10:00:00.001"))));
    }
  }

  private static List<String> read(UnsecuredCluster cluster, String topic) {
    List<String> read = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = cluster.consumerFromNow(topic)) {
      long all = cluster.partitions(topic).stream().mapToLong(consumer::position).sum();
      consumer.seekToBeginning(consumer.assignment());
      while (read.size() < all) {
        for (ConsumerRecord<byte[], byte[]> found : consumer.poll(Duration.ofMillis(100))) {
          String location = found.topic() + "-" + found.partition() + "@" + found.offset();
          read.add(
              at(location, Timestamps.format(found.timestamp()), new String(found.value(), UTF_8)));
        }
      }
    }
    return read;
  }

  private static String at(String location, String time, String text) {
    return location + " " + time + " " + text;
  }

  private List<String> shuffled(long seed) throws Exception {
    try (DataSetLog log = DataSetLog.open(day)) {
      return log.shuffled(seed).stream().map(ReplayerTest::text).toList();
    }
  }

  private static String order(String id, String time) {
    return "{\"event_id\":\"" + id + "\",\"ingest_time\":\"2026-03-17T" + time + "Z\"}";
  }

  private static String text(Message message) {
    return new String(message.payload(), UTF_8);
  }

  private void write(String name, String... lines) throws Exception {
    Path file = day.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(lines));
  }
}
