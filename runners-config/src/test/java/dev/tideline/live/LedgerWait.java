package dev.tideline.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.command.Command;
import dev.tideline.io.answer.StoredAnswer;
import dev.tideline.io.sql.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.joda.time.Duration;

/** The ledger that a live run keeps in the SQLite of its output. */
final class LedgerWait {

  private static final Duration PATIENCE = Duration.standardSeconds(30);

  private LedgerWait() {}

  /** The database of a run's output. */
  static Path database(Path output) {
    return output.resolve("tideline.db");
  }

  /** Waits until exactly so many records are in the ledger. */
  static void awaitRead(Path output, String pipeline, long records, Command run) throws Exception {
    assertThat(awaitAtLeast(output, pipeline, records, run), is(records));
  }

  /** Waits until so many records are in the ledger or more, and says how many. */
  static long awaitAtLeast(Path output, String pipeline, long records, Command run)
      throws Exception {
    Path file = database(output);
    StoredAnswer stored = new StoredAnswer(Database.inFile(file), pipeline);
    long read = -1;
    while (read < records) {
      if (!run.runs()) {
        throw new AssertionError("only " + read + " of " + records + " were read:\n" + run.tail());
      }
      Thread.sleep(200);
      read = Files.exists(file) ? read(stored) : -1;
    }
    return read;
  }

  private static long read(StoredAnswer stored) {
    try {
      return stored.total(PATIENCE).read();
    } catch (IOException noTableYet) {
      return -1;
    }
  }
}
