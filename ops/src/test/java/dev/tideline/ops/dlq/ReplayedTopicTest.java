package dev.tideline.ops.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.tideline.broker.Broker;
import dev.tideline.dashboard.DashboardRow;
import dev.tideline.io.answer.Answer;
import dev.tideline.io.answer.StoredAnswer;
import dev.tideline.io.kafka.NewTopics;
import dev.tideline.io.sql.Database;
import dev.tideline.json.Timestamps;
import dev.tideline.pipelines.OpsDashboardMain;
import dev.tideline.pipelines.cli.Programs;
import dev.tideline.pipelines.run.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live run has rejected an order of a store that it did not know. */
class ReplayedTopicTest {

  private static final String STORE =
      """
      {"store_id":"%s","name":"FreshMart","time_zone":"Europe/Berlin","currency":"EUR"}
      """;

  private static final String ORDER =
      """
      {"event_id":"%1$s","order_id":"o-%1$s","type":"PLACED","store_id":"%2$s",\
      "event_time":"%3$s","placed_at":"%3$s","currency":"EUR",\
      "lines":[{"sku":"apple","category":"produce","quantity":1,"amount":2.50,"cost":1.25}]}""";

  @TempDir private Path home;
  private Broker broker;

  @BeforeEach
  void aLiveRunHasCaughtUp() throws Exception {
    broker = Broker.start(home.resolve("broker"));
    Map<String, Object> connection = Map.of("bootstrap.servers", broker.bootstrapServers());
    Map<String, String> stamped = Map.of("message.timestamp.type", "LogAppendTime");
    try (Admin admin = Admin.create(connection);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(connection, new ByteArraySerializer(), new ByteArraySerializer())) {
      NewTopics.create(
          admin,
          List.of(
              new NewTopic("orders.v1", 2, (short) 1).configs(stamped),
              new NewTopic("orders.dlq.v1", 1, (short) 1)));
      String now = Timestamps.format(System.currentTimeMillis());
      for (String order :
          List.of(ORDER.formatted("e1", "berlin", now), ORDER.formatted("e2", "hamburg", now))) {
        producer.send(new ProducerRecord<>("orders.v1", order.getBytes(UTF_8))).get();
      }
    }
    Files.writeString(home.resolve("stores.jsonl"), STORE.formatted("berlin"));
    assertThat(live().toString(), not(containsString("hamburg")));
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  private void run(Path output, String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(List.of("--bootstrap-servers", broker.bootstrapServers()));
    all.addAll(List.of("--stores", home.resolve("stores.jsonl").toString()));
    all.addAll(List.of("--output", output.toString()));
    Terminal.Ended ended = Terminal.run(new OpsDashboardMain(), all.toArray(String[]::new));
    assertThat(ended.err(), ended.code(), is(0));
  }

  /** The rows that the live run shows once it has read all there is. */
  private List<String> live() throws IOException {
    Path output = home.resolve("live");
    run(output, "--mode", "stream", "--until", "now");
    Database database = Database.inFile(output.resolve("tideline.db"));
    return Answer.read(new StoredAnswer(database, "ops-dashboard"), DashboardRow.FORMAT).rows();
  }

  private String dlq(String action, String... more) {
    List<String> all = new ArrayList<>(List.of(action, "--topic", "orders.dlq.v1"));
    all.addAll(List.of("--bootstrap-servers", broker.bootstrapServers()));
    all.addAll(List.of(more));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Programs.run(
            new DlqMain(),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            all.toArray(String[]::new));
    assertThat(err.toString(), code, is(0));
    return out.toString();
  }

  @Test
  void itCountsOnceWhenTheStoreIsKnown() throws IOException {
    assertThat(dlq("list"), containsString("UNKNOWN_STORE  store_id        1           1  "));
    Files.writeString(
        home.resolve("stores.jsonl"), STORE.formatted("berlin") + STORE.formatted("hamburg"));

    assertThat(dlq("replay"), is("REPLAYED records=1 before=0 not_replayable=0\n"));
    assertThat(dlq("replay"), is("REPLAYED records=0 before=1 not_replayable=0\n"));

    List<String> rows = live();
    assertThat(rows.toString(), containsString("hamburg"));
    Path bounded = home.resolve("bounded");
    run(bounded, "--mode", "batch");
    assertThat(Terminal.lines(bounded, "rows"), is(rows));
    assertThat(
        Files.readString(bounded.resolve("ledger.json")),
        allOf(containsString("\"counted\":2"), containsString("\"duplicate\":1")));
  }

  @Test
  void itIsALineWithTheTimeAtWhichTheTopicTookIt() throws IOException {
    Path back = home.resolve("back");
    assertThat(
        dlq("replay", "--to", back.toString(), "--reason", "UNKNOWN_STORE"),
        startsWith("REPLAYED records=1 before=0 not_replayable=0 file="));
    assertThat(
        dlq("replay", "--to", back.toString()),
        is("REPLAYED records=0 before=1 not_replayable=0\n"));

    String line = Files.readString(back.resolve(Terminal.names(back).get(0)));
    assertThat(
        line,
        matchesPattern(
            "\\{\"replayed_from\":\\{\"source\":\"orders.v1\",\"partition\":[01],\"offset\":\\d\\},"
                + "\"ingest_time\":\"20[^\"]*Z\",\"event_id\":\"e2\",[^\n]*\\}\n"));
  }
}
