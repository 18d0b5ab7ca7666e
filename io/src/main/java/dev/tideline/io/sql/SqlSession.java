package dev.tideline.io.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.joda.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that lasts: one that is lost is replaced, and what could not be done for now is done
 * again, until it succeeds or patience ends. Not shared between threads.
 */
public final class SqlSession implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SqlSession.class);

  private static final long FIRST_PAUSE = 50;
  private static final long LONGEST_PAUSE = 5_000;
  private static final long SAY_SO_EVERY = 30_000;

  private final Database database;
  private final long patience;
  private Connection connection;

  /**
   * A session that begins when it is first used.
   *
   * @param patience for how long to wait for a database that can't be reached or is busy
   */
  public SqlSession(Database database, Duration patience) {
    this.database = database;
    this.patience = patience.getMillis();
  }

  /** Work in one transaction; it may be done again from the start. */
  @FunctionalInterface
  public interface Work<T> {
    T in(Connection connection) throws SQLException, IOException;
  }

  /**
   * Does work in a transaction of its own, and if need be again.
   *
   * @param what the work in few words, for messages
   * @throws IOException if it fails for good, or was not done within the patience
   */
  public <T> T run(String what, Work<T> work) throws IOException {
    long begin = millis();
    long pause = FIRST_PAUSE;
    long nextWord = begin;
    while (true) {
      try {
        return attempt(work);
      } catch (SQLException failure) {
        close();
        long now = millis();
        if (!SqlFailures.mayPass(failure)) {
          throw failed(what, failure);
        }
        if (now - begin + pause > patience) {
          throw failed(what + ", tried for " + (now - begin) / 1000 + " s", failure);
        }
        if (now >= nextWord) {
          LOG.warn("{}: waiting to {}: {}", database.url(), what, SqlFailures.describe(failure));
          nextWord = now + SAY_SO_EVERY;
        }
        sleep(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE);
      }
    }
  }

  private <T> T attempt(Work<T> work) throws SQLException, IOException {
    if (connection == null) {
      connection = database.connect();
    }
    connection.setAutoCommit(false);
    T result = work.in(connection);
    // Commits. After commit() the driver of SQLite would begin the next transaction at once.
    connection.setAutoCommit(true);
    return result;
  }

  private IOException failed(String what, SQLException failure) {
    return new IOException(
        database.url() + ": can't " + what + ": " + SqlFailures.describe(failure), failure);
  }

  /** Lets go of the connection, and with it of a transaction that was not committed. */
  @Override
  public void close() {
    if (connection == null) {
      return;
    }
    try {
      connection.close();
    } catch (SQLException gone) {
      LOG.debug("{}: the connection was lost before it was closed", database.url(), gone);
    }
    connection = null;
  }

  private static long millis() {
    return System.nanoTime() / 1_000_000;
  }

  private static void sleep(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while waiting for the database", stopped);
    }
  }
}
