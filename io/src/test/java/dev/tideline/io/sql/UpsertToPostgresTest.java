package dev.tideline.io.sql;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.io.answer.LedgerTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.joda.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpsertToPostgresTest extends UpsertContract {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  @TempDir private static Path folder;
  private static PostgresServer server;

  @BeforeAll
  static void startServer() throws IOException {
    server = PostgresServer.in(folder.resolve("data"));
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @Override
  Database database() throws Exception {
    String name = "tideline_" + DATABASES.incrementAndGet();
    execute("CREATE DATABASE " + name);
    return server.database("postgres", name, null);
  }

  @Test
  void aServerThatCrashesAndComesBackLosesNothing() throws Exception {
    List<Measure> rows = Measure.shuffled(100, 20, new Random(7));
    CompletableFuture<Void> halfWay = new CompletableFuture<>();
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              UpsertFn fn = fn();
              fn.setup();
              try {
                for (int from = 0; from < rows.size(); from += 20) {
                  fn.startBundle();
                  for (Measure row : rows.subList(from, Math.min(from + 20, rows.size()))) {
                    fn.processElement(tagged(row));
                  }
                  fn.finishBundle();
                  if (from > rows.size() / 2) {
                    halfWay.complete(null);
                  }
                }
              } catch (IOException failed) {
                halfWay.completeExceptionally(failed);
                throw new UncheckedIOException(failed);
              } finally {
                fn.teardown();
              }
            });
    halfWay.join();

    server.crash();
    server.start();
    writer.join();

    assertThat(stored(), is(Measure.newest(rows)));
  }

  /** The type of its rows is the first of a table that others see. */
  @Test
  void aTableThatAnotherHasBegunToCreateIsTriedAgain() throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TYPE ledger AS ENUM ('of another')");
    }

    IOException failed =
        assertThrows(
            IOException.class,
            () -> database.check(List.of(LedgerTables.ledger("any")), Duration.ZERO));

    assertThat(failed.getMessage(), containsString("create table ledger, tried for"));
    assertThat(failed.getMessage(), containsString("another creates ledger"));
  }

  @Test
  void aWrongPasswordIsTriedOnce() throws Exception {
    execute("CREATE ROLE guarded LOGIN SUPERUSER PASSWORD 'sesame-17'");
    Path rules = folder.resolve("data/pg_hba.conf");
    Files.writeString(rules, "host all guarded all scram-sha-256\n" + Files.readString(rules));
    execute("SELECT pg_reload_conf()");
    Path right = Files.writeString(folder.resolve("right"), "user=guarded\npassword=sesame-17\n");
    Path wrong = Files.writeString(folder.resolve("wrong"), "user=guarded\npassword=sesame-71\n");

    server.database("", "postgres", right).check(List.of(Measure.TABLE), PATIENCE);
    Database locked = server.database("", "postgres", wrong);
    IOException refused =
        assertThrows(
            IOException.class,
            () -> locked.check(List.of(Measure.TABLE), Duration.standardSeconds(1)));

    assertThat(refused.getMessage(), not(containsString("tried for")));
    assertThat(refused.getMessage(), containsString("28P01"));
    assertThat(refused.getMessage(), containsString(locked.url()));
    assertThat(refused.getMessage(), not(containsString("sesame")));
  }

  @Test
  void aDatabaseThatCannotHoldEveryTextIsRefused() throws Exception {
    for (String encoding : List.of("SQL_ASCII", "LATIN1", "EUC_JP")) {
      String name = "in_" + encoding.toLowerCase(Locale.ROOT);
      execute(
          "CREATE DATABASE %s ENCODING '%s' LOCALE 'C' TEMPLATE template0"
              .formatted(name, encoding));
      Database database = server.database("postgres", name, null);

      UnfitDatabaseException refused =
          assertThrows(
              UnfitDatabaseException.class, () -> database.check(List.of(Measure.TABLE), PATIENCE));

      assertThat(refused.getMessage(), containsString(" has the encoding " + encoding));
      assertThat(refused.getMessage(), containsString("ENCODING 'UTF8' TEMPLATE template0"));
    }
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    Database nowhere = new Database("jdbc:postgresql://127.0.0.1:1/none", null);

    IOException refused =
        assertThrows(
            IOException.class,
            () -> nowhere.check(List.of(Measure.TABLE), Duration.standardSeconds(1)));

    assertThat(refused.getMessage(), containsString("127.0.0.1:1/none"));
    assertThat(refused.getMessage(), containsString("08001"));
  }

  @Test
  void anIdleConnectionThatWasLostIsReplaced() throws Exception {
    UpsertFn fn = fn();
    fn.setup();
    try {
      fn.startBundle();
      fn.processElement(tagged(Measure.of("a", 1)));
      fn.finishBundle();
      execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE application_name = 'tideline' AND pid <> pg_backend_pid()");
      fn.startBundle();
      fn.processElement(tagged(Measure.of("b", 1)));
      fn.finishBundle();
    } finally {
      fn.teardown();
    }

    assertThat(stored().size(), is(2));
  }

  private static void execute(String sql) throws Exception {
    try (Connection connection = server.database("postgres", "postgres", null).connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
