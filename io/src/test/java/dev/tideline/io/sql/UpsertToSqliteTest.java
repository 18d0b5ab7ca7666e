package dev.tideline.io.sql;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpsertToSqliteTest extends UpsertContract {

  @TempDir private Path folder;

  @Override
  Database database() {
    return Database.inFile(folder.resolve("tideline.db"));
  }

  @Test
  void aFileThatAnotherWritesToIsWaitedFor() throws Exception {
    Thread writer;
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      writer =
          new Thread(
              () -> {
                try {
                  writeBundle(List.of(Measure.of("a", 1)));
                } catch (IOException failed) {
                  throw new UncheckedIOException(failed);
                }
              });
      writer.start();
      writer.join(300);
      assertThat(writer.isAlive(), is(true));
      statement.execute("COMMIT");
    }
    writer.join();

    assertThat(stored(), contains(Measure.FORMAT.toJson(Measure.of("a", 1))));
  }

  @Test
  void aFileThatCantBeMadeIsNamed() {
    Database nowhere = Database.inFile(folder.resolve("missing/tideline.db"));

    IOException refused =
        assertThrows(
            IOException.class,
            () -> nowhere.check(List.of(Measure.TABLE), Duration.standardSeconds(1)));

    assertThat(refused.getMessage(), containsString("missing/tideline.db"));
  }
}
