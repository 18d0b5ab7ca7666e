package dev.tideline.run;

import static dev.tideline.run.LiveShop.order;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.tideline.kafka.Stop;
import dev.tideline.run.Terminal.Ended;
import dev.tideline.run.Terminal.Running;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream and a loop of rounds sit out what goes away in the middle, and lose nothing by it. */
class OutageTest {

  private static final String PIPELINE = "ops-dashboard";

  @TempDir private Path home;

  @AfterEach
  void letOthersRun() {
    Stop.withdraw();
  }

  @Test
  void brokersAndDatabasesThatGoAwayAreWaitedFor() throws Exception {
    try (LiveShop shop = LiveShop.open(home)) {
      shop.topics("stream.v1", "stream.dlq.v1", "rounds.v1", "rounds.dlq.v1");
      Running stream = start(shop, "stream", "--mode", "stream", "--early", "500ms");
      Running rounds = start(shop, "rounds", "--every", "500ms");
      send(shop, "10:00:00", order("a", "10:00:00"));
      awaitBoth(stream, rounds, 1);

      shop.stopBroker();
      LiveShop.await(rounds, "failed round", () -> rounds.saidOnErr().contains("a round failed"));
      shop.startBrokerAgain();
      send(shop, "10:01:00", order("b", "10:01:00"));
      awaitBoth(stream, rounds, 2);

      try (Connection held = locked("stream");
          Connection heldToo = locked("rounds")) {
        send(shop, "10:02:00", order("c", "10:02:00"));
        send(shop, "10:02:01", "no event");
        awaitDeadLetter(shop, stream, "stream.dlq.v1"); // so it has read all
        awaitDeadLetter(shop, rounds, "rounds.dlq.v1");
        release(held);
        release(heldToo);
      }
      awaitBoth(stream, rounds, 4);

      Stop.request();
      assertSame(stream.ended(), whole(shop, "stream"));
      assertSame(rounds.ended(), whole(shop, "rounds"));
    }
  }

  private static void send(LiveShop shop, String time, String value) throws Exception {
    shop.send("stream.v1", 0, time, value);
    shop.send("rounds.v1", 0, time, value);
  }

  private void awaitBoth(Running stream, Running rounds, long records) throws Exception {
    LiveShop.awaitRead(stream, home.resolve("stream"), PIPELINE, records);
    LiveShop.awaitRead(rounds, home.resolve("rounds"), PIPELINE, records);
  }

  private static void awaitDeadLetter(LiveShop shop, Running run, String topic) throws Exception {
    LiveShop.await(run, "dead letter", () -> shop.ends(topic) > 0);
  }

  /** A transaction of another, which keeps everybody else from writing. */
  private Connection locked(String output) throws SQLException {
    Connection other =
        DriverManager.getConnection("jdbc:sqlite:" + home.resolve(output).resolve("tideline.db"));
    execute(other, "PRAGMA busy_timeout = 10000");
    execute(other, "BEGIN IMMEDIATE");
    return other;
  }

  private static void release(Connection other) throws SQLException {
    execute(other, "ROLLBACK");
  }

  private static void execute(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private Running start(LiveShop shop, String name, String... more) {
    return Terminal.start(new OpsDashboardJob(), words(shop, name, name, more));
  }

  private Ended whole(LiveShop shop, String name) {
    return Terminal.run(new OpsDashboardJob(), words(shop, name, name + "-whole"));
  }

  private String[] words(LiveShop shop, String name, String output, String... more) {
    List<String> words = new ArrayList<>(shop.reading(name + ".v1", home.resolve(output)));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private static void assertSame(Ended one, Ended whole) {
    assertThat(one.err(), one.code(), is(0));
    assertThat(whole.printed("LEDGER").get(0), containsString("read=4 counted=3 "));
    for (String word : List.of("DIGEST", "LEDGER", "REJECTED")) {
      assertThat(one.printed(word), is(whole.printed(word)));
    }
  }
}
