package dev.tideline.pipelines.run;

import static dev.tideline.pipelines.run.LiveShop.order;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.tideline.pipelines.OpsDashboardMain;
import dev.tideline.pipelines.run.Terminal.Ended;
import dev.tideline.pipelines.run.Terminal.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bounded runs, micro-batch after micro-batch over a topic, come to what one run over all of it
 * comes to.
 */
class MicroBatchTest {

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
  void everyMicroBatchAddsWhatHasComeAndCorrectsWhatWasWritten() throws Exception {
    shop.topics("story.v1", "story.dlq.v1");
    shop.send("story.v1", 0, "10:00:01", order("a", "10:00:00"));
    shop.send("story.v1", 1, "10:02:01", order("b", "10:02:00"));
    microBatch("story.v1", "story");

    shop.send("story.v1", 0, "10:06:00", order("held-up", "10:01:00")); // into windows that fired
    shop.send(
        "story.v1", 0, "10:06:01", order("a", "10:00:00")); // a duplicate, a micro-batch later
    shop.send("story.v1", 1, "10:20:00", order("too-late", "10:05:00"));
    shop.send("story.v1", 1, "10:20:01", "no event");
    assertSame(microBatch("story.v1", "story"), whole("story.v1", "story-whole"));

    assertSame(microBatch("story.v1", "story"), whole("story.v1", "story-whole")); // nothing new
  }

  @Test
  void aMicroBatchThatFailedIsMadeUpForByTheNext() throws Exception {
    shop.topics("fail.v1", "fail.dlq.v1");
    shop.send("fail.v1", 0, "10:00:01", order("a", "10:00:00"));
    microBatch("fail.v1", "fail");

    shop.send("fail.v1", 0, "10:04:00", order("b", "10:04:00"));
    Path database = home.resolve("fail").resolve("tideline.db");
    Path away = home.resolve("away.db");
    Files.move(database, away);
    Files.createDirectory(database); // no file can be opened there
    Ended failed = ended("fail.v1", "fail", "--every", "1m", "--until", "now");
    assertThat(failed.err(), failed.code(), is(1));
    Files.delete(database);
    Files.move(away, database);

    shop.send("fail.v1", 0, "10:09:00", order("c", "10:09:00"));
    assertSame(microBatch("fail.v1", "fail"), whole("fail.v1", "fail-whole"));
  }

  /** The position stands where it stood, as if the process had been killed before it moved. */
  @Test
  void aMicroBatchThatWroteAndWasKilledBeforeItsPositionMovedIsRepeated() throws Exception {
    shop.topics("killed.v1", "killed.dlq.v1");
    shop.send("killed.v1", 0, "10:00:01", order("a", "10:00:00"));
    microBatch("killed.v1", "killed");
    Map<TopicPartition, OffsetAndMetadata> before = shop.committed("killed.v1");
    shop.send("killed.v1", 0, "10:04:00", order("b", "10:04:00"));
    shop.send("killed.v1", 0, "10:04:01", "no event");
    microBatch("killed.v1", "killed");
    shop.admin().alterConsumerGroupOffsets("killed.v1", before).all().get();

    assertSame(microBatch("killed.v1", "killed"), whole("killed.v1", "killed-whole"));
  }

  /** A run that was behind in one partition was stopped: what is left there is of old windows. */
  @Test
  void aPartitionThatIsFurtherBehindFindsItsWindowsWhole() throws Exception {
    shop.topics("behind.v1", "behind.dlq.v1");
    shop.send("behind.v1", 0, "10:01:00", order("a", "10:01:00"));
    shop.send("behind.v1", 0, "12:00:00", order("ahead", "12:00:00"));
    shop.send("behind.v1", 1, "10:00:00", order("b", "10:00:00"));
    microBatch("behind.v1", "behind");

    shop.send("behind.v1", 1, "10:02:00", order("c", "10:02:00"));
    assertSame(microBatch("behind.v1", "behind"), whole("behind.v1", "behind-whole"));
  }

  @Test
  void aLoopMakesUpForAMicroBatchThatFailedInTheMiddle() throws Exception {
    shop.topics("loop.v1", "loop.dlq.v1");
    Path output = home.resolve("loop");
    shop.send("loop.v1", 0, "10:00:01", order("a", "10:00:00"));
    Running loop =
        Terminal.start(new OpsDashboardMain(), words("loop.v1", output, "--every", "500ms"));
    LiveShop.awaitRead(loop, output, "ops-dashboard", 1);
    LiveShop.await(loop, "position", () -> !shop.committed("loop.v1").isEmpty());
    Map<TopicPartition, OffsetAndMetadata> before = shop.committed("loop.v1");

    rename(output, "ops_dashboard", "away");
    shop.send("loop.v1", 0, "10:04:00", order("b", "10:04:00"));
    LiveShop.await(loop, "failure", () -> loop.onErr().contains("no such table: ops_dashboard"));
    assertThat(shop.committed("loop.v1"), is(before));
    rename(output, "away", "ops_dashboard");
    shop.send("loop.v1", 0, "10:05:00", order("c", "10:05:00"));
    LiveShop.awaitRead(loop, output, "ops-dashboard", 3);
    LiveShop.await(loop, "position", () -> !shop.committed("loop.v1").equals(before));

    loop.stop();
    Ended ended = loop.ended();
    assertThat(ended.err(), ended.code(), is(0));
    assertThat(ended.err(), containsString("a micro-batch failed, and is tried again: "));
    assertSame(ended, whole("loop.v1", "loop-whole"));
  }

  private static void rename(Path output, String table, String to) throws SQLException {
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + output.resolve("tideline.db"));
        Statement statement = database.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 10000");
      statement.execute("ALTER TABLE " + table + " RENAME TO " + to);
    }
  }

  /**
   * What many build first: every five minutes, the last five minutes by the clock. A window that
   * spans two micro-batches is never whole in one, what arrives late falls between them, and a
   * micro-batch that fails is gone.
   */
  @Test
  @Tag("exhaustive")
  void theNaiveLoopLosesRows() throws Exception {
    String[][] records = {
      {"10:01:00", order("a", "10:01:00")},
      {"10:04:00", order("b", "10:04:00")},
      {"10:06:00", order("held-up", "10:04:30")},
      {"10:07:00", order("c", "10:07:00")},
      {"10:11:00", order("d", "10:11:00")},
    };
    shop.topics("naive.v1", "naive.dlq.v1", "n0.v1", "n0.dlq.v1", "n2.v1", "n2.dlq.v1");
    for (String[] record : records) {
      shop.send("naive.v1", 0, record[0], record[1]);
    }

    // [10:00, 10:05) and [10:10, 10:15) were run; the one between them failed.
    for (String[] record : records) {
      if (record[0].compareTo("10:05:00") < 0) {
        shop.send("n0.v1", 0, record[0], record[1]);
      } else if (record[0].compareTo("10:10:00") >= 0) {
        shop.send("n2.v1", 0, record[0], record[1]);
      }
    }
    microBatch("n0.v1", "naive");
    Ended naive = ended("n2.v1", "naive", "--every", "1m", "--until", "now");
    Ended whole = whole("naive.v1", "naive-whole");
    assertThat(naive.printed("DIGEST"), is(not(whole.printed("DIGEST"))));
    assertThat(naive.printed("LEDGER").get(0), containsString("read=3 "));
    assertThat(whole.printed("LEDGER").get(0), containsString("read=5 "));
    // Not even what it read is in its rows, and the ledger shows it.
    assertThat(
        naive.printed("UNBALANCED").get(0), containsString("the ledger counts 3 events, but"));
    assertThat(naive.code(), is(3));

    assertSame(microBatch("naive.v1", "ours"), whole);
  }

  @Test
  void aStreamUpToNowComesToTheSame() throws Exception {
    shop.topics("now.v1", "now.dlq.v1");
    shop.send("now.v1", 0, "10:00:01", order("a", "10:00:00"));
    shop.send("now.v1", 1, "10:03:00", null); // a tombstone
    shop.send("now.v1", 1, "10:06:00", order("held-up", "10:01:00"));

    Ended stream = ended("now.v1", "now", "--mode", "stream", "--until", "now");
    assertThat(stream.err(), stream.code(), is(0));
    assertSame(stream, whole("now.v1", "now-whole"));
    assertSame(microBatch("now.v1", "now-micro-batches"), whole("now.v1", "now-whole"));
  }

  @Test
  void recordsDeletedBeforeTheyWereReadStopTheRun() throws Exception {
    shop.topics("lost.v1", "lost.dlq.v1");
    shop.send("lost.v1", 0, "10:00:01", order("a", "10:00:00"));
    microBatch("lost.v1", "lost");
    for (int i = 0; i < 3; i++) {
      shop.send("lost.v1", 0, "10:01:00", order("b" + i, "10:01:00"));
    }
    shop.admin()
        .deleteRecords(Map.of(new TopicPartition("lost.v1", 0), RecordsToDelete.beforeOffset(3)))
        .all()
        .get();

    Ended refused = ended("lost.v1", "lost", "--every", "1m", "--until", "now");
    assertThat(
        refused.err(), containsString("lost.v1-0: 2 records were deleted before they were read"));
    assertThat(refused.err(), refused.code(), is(2));
    // It goes on with what is left, and the ledger shows that this is not all.
    Ended accepted = ended("lost.v1", "lost", "--every", "1m", "--until", "now", "--accept-loss");
    assertThat(accepted.printed("LEDGER").get(0), containsString("UNBALANCED"));
    assertThat(accepted.code(), is(3));
  }

  private static Ended microBatch(String topic, String output) {
    Ended ended = ended(topic, output, "--every", "1m", "--until", "now");
    assertThat(ended.err(), ended.code(), is(0));
    return ended;
  }

  /** One bounded run over all that the topic holds. */
  private static Ended whole(String topic, String output) {
    Ended whole = ended(topic, output);
    assertThat(whole.err(), whole.code(), is(0));
    return whole;
  }

  private static Ended ended(String topic, String output, String... more) {
    return Terminal.run(new OpsDashboardMain(), words(topic, home.resolve(output), more));
  }

  private static String[] words(String topic, Path output, String... more) {
    List<String> words = new ArrayList<>(shop.arguments(topic, output));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private static void assertSame(Ended one, Ended other) {
    for (String word : List.of("DIGEST", "LEDGER", "REJECTED")) {
      assertThat(one.printed(word), is(other.printed(word)));
    }
  }
}
