package dev.tideline.pipelines.run;

import static dev.tideline.pipelines.run.LiveShop.order;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.tideline.pipelines.FraudVelocityMain;
import dev.tideline.pipelines.OpsDashboardMain;
import dev.tideline.pipelines.run.Terminal.Ended;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told whose Kafka or database is not as the command says. */
class UnfitKafkaTest {

  private static final String AHEAD = TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG;

  @TempDir private Path home;

  @Test
  void aBrokerThatIsNotThereIsNamedBesideOtherMistakes() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    Ended ended =
        Terminal.run(
            new OpsDashboardMain(),
            "--mode",
            "stream",
            "--bootstrap-servers",
            "127.0.0.1:" + free,
            "--output",
            home.resolve("out").toString());

    assertThat(
        ended.mistakes(),
        contains(
            startsWith("--stores FILE is missing: Kafka does not say which stores there are"),
            startsWith("no answer from Kafka at 127.0.0.1:" + free + " within 15 s: ")));
    assertThat(ended.code(), is(2));
  }

  @Test
  void topicsThatAreNotThereAreNamed() throws Exception {
    try (LiveShop shop = LiveShop.open(home)) {
      shop.topics("there.v1");
      shop.send("there.v1", 0, "10:00:01", order("a", "10:00:00"));

      Ended nothingToRead = stream(shop, "their.v1");
      assertThat(nothingToRead.err(), containsString("has no topic their.v1; "));
      assertThat(nothingToRead.code(), is(2));

      Ended nowhereToSend = stream(shop, "there.v1");
      assertThat(
          nowhereToSend.err(), containsString("has no topic there.dlq.v1; there is there.v1"));
      assertThat(nowhereToSend.code(), is(2));
    }
  }

  @Test
  void signalsNeedATopicToo() throws Exception {
    try (LiveShop shop = LiveShop.open(home)) {
      shop.topics("payments.v1");
      OneStore keys = OneStore.in(home.resolve("keys"));
      List<String> words = new ArrayList<>(shop.arguments("payments.v1", home.resolve("out")));
      words.addAll(List.of("--mode", "stream", "--until", "now", "--card-key", keys.cardKey()));

      Ended refused = Terminal.run(new FraudVelocityMain(), words.toArray(String[]::new));

      assertThat(
          refused.mistakes(),
          contains(
              containsString("has no topic payments.dlq.v1; there is payments.v1"),
              containsString("has no topic fraud-signals.v1; create it, or check its name")));
      assertThat(refused.code(), is(2));
    }
  }

  @Test
  void aTopicThatGotMorePartitionsSinceTheLastMicroBatchIsReadOn() throws Exception {
    try (LiveShop shop = LiveShop.open(home)) {
      shop.topics("grown.v1", "grown.dlq.v1");
      shop.send("grown.v1", 0, "10:00:01", order("a", "10:00:00"));
      assertThat(microBatch(shop, "grown.v1").code(), is(0));
      shop.admin().createPartitions(Map.of("grown.v1", NewPartitions.increaseTo(3))).all().get();
      shop.send("grown.v1", 2, "10:01:01", order("b", "10:01:00"));

      Ended grown = microBatch(shop, "grown.v1");

      assertThat(grown.err(), grown.code(), is(0));
      assertThat(grown.printed("LEDGER"), contains(containsString("read=2 counted=2 ")));
    }
  }

  @Test
  void aTopicThatWasMadeAnewIsNotReadIntoTheOldRows() throws Exception {
    try (LiveShop shop = LiveShop.open(home)) {
      shop.topics("anew.v1", "anew.dlq.v1");
      shop.send("anew.v1", 0, "10:00:01", order("a", "10:00:00"));
      assertThat(microBatch(shop, "anew.v1").code(), is(0));
      shop.delete("anew.v1");
      shop.topics("anew.v1");
      shop.send("anew.v1", 0, "10:00:01", order("b", "10:00:00"));

      for (Ended refused : List.of(microBatch(shop, "anew.v1"), stream(shop, "anew.v1"))) {
        assertThat(
            refused.err(),
            containsString(
                "anew.v1 was deleted and made anew: what is in jdbc:sqlite:" + home + "/out/"));
        assertThat(
            refused.err(), containsString("begin with another --group and another --output"));
        assertThat(refused.code(), is(2));
      }
    }
  }

  @Test
  void aTopicThatTakesStampsFromTheFutureIsNotRead() throws Exception {
    try (LiveShop shop = LiveShop.open(home)) {
      shop.topics(Map.of(AHEAD, Long.toString(Long.MAX_VALUE)), "stamped.v1", "stamped.dlq.v1");
      long tomorrow = System.currentTimeMillis() + 86_400_000;
      shop.send("stamped.v1", 1, tomorrow, "no event".getBytes(UTF_8));

      for (Ended refused : List.of(microBatch(shop, "stamped.v1"), stream(shop, "stamped.v1"))) {
        assertThat(
            refused.mistakes(),
            contains(
                allOf(
                    startsWith("stamped.v1 is stamped by its producers (CreateTime), and takes"),
                    containsString("--add-config message.timestamp.type=LogAppendTime"),
                    containsString("--add-config message.timestamp.after.max.ms=3600000")),
                startsWith("stamped.v1-1 holds a record that was stamped ")));
        assertThat(refused.code(), is(2));
      }

      shop.configure("stamped.v1", AHEAD, "3600000");
      assertThat(
          stream(shop, "stamped.v1").mistakes(),
          contains(startsWith("stamped.v1-1 holds a record that was stamped ")));
    }
  }

  @Test
  void itIsSaidWhoStampsTheTopic() throws Exception {
    try (LiveShop shop = LiveShop.open(home)) {
      shop.topics("said.v1", "said.dlq.v1");
      assertThat(
          stream(shop, "said.v1").err(),
          containsString(
              "said.v1 is stamped by its producers (CreateTime): a record that is stamped more than 1h before"));
    }
  }

  @Test
  void aTopicThatForgetsWhatMustBeReadAgainIsNotRead() throws Exception {
    try (LiveShop shop = LiveShop.open(home)) {
      shop.topics(Map.of(TopicConfig.RETENTION_MS_CONFIG, "1800000"), "short.v1", "short.dlq.v1");

      for (Ended refused : List.of(microBatch(shop, "short.v1"), stream(shop, "short.v1"))) {
        assertThat(
            refused.mistakes(),
            hasItem(
                allOf(
                    startsWith("short.v1 keeps a record for 30m (retention.ms), and a run that"),
                    containsString("kafka-configs.sh --alter --topic short.v1 --add-config"))));
        assertThat(refused.code(), is(2));
      }
    }
  }

  @Test
  void itIsSaidHowMuchIsReadAgain() throws Exception {
    try (LiveShop shop = LiveShop.open(home)) {
      shop.topics("again.v1", "again.dlq.v1");
      shop.send("again.v1", 0, "10:00:01", order("a", "10:00:00"));
      shop.send("again.v1", 1, "12:00:01", order("b", "12:00:00"));
      assertThat(
          stream(shop, "again.v1").err(),
          containsString("the group again.v1 has no position in again.v1, which is read from its"));
      assertThat(microBatch(shop, "again.v1").code(), is(0));
      assertThat(
          stream(shop, "again.v1").err(),
          containsString("before the position of the group again.v1 are read again: 2 offsets of"));
    }
  }

  @Test
  void aDatabaseThatCantBeOpenedIsNamed() throws Exception {
    try (LiveShop shop = LiveShop.open(home)) {
      shop.topics("orders.v1", "orders.dlq.v1");
      String url = "jdbc:sqlite:" + home.resolve("no-such-folder").resolve("x.db");

      Ended failed = stream(shop, "orders.v1", "--database", url);

      assertThat(failed.err(), containsString("failed: " + url + ": can't connect"));
      assertThat(failed.code(), is(1));
    }
  }

  private Ended microBatch(LiveShop shop, String topic) {
    List<String> words = new ArrayList<>(shop.arguments(topic, home.resolve("out")));
    words.addAll(List.of("--every", "1m", "--until", "now"));
    return Terminal.run(new OpsDashboardMain(), words.toArray(String[]::new));
  }

  private Ended stream(LiveShop shop, String topic, String... more) {
    List<String> words = new ArrayList<>(shop.arguments(topic, home.resolve("out")));
    words.addAll(List.of("--mode", "stream", "--until", "now"));
    words.addAll(List.of(more));
    return Terminal.run(new OpsDashboardMain(), words.toArray(String[]::new));
  }
}
