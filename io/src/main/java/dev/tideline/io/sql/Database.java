package dev.tideline.io.sql;

import dev.tideline.io.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.joda.time.Duration;
import org.sqlite.NativeLibraryNotFoundException;

/**
 * Where a database is: a file of SQLite, or a server of PostgreSQL. Both get the same SQL.
 *
 * @param url the JDBC URL, {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST:PORT/NAME},
 *     free of secrets: it is shown and logged
 * @param login a file of properties with {@code user} and {@code password}, or whatever else the
 *     driver knows, or null; read anew for each connection, where the connection is made
 */
public record Database(String url, String login) implements Serializable {

  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final String UTF8 = "UTF8";

  private static final String WHAT_TO_DO =
      "what is there is another's or of another release: give another database, or in PostgreSQL"
          + " another schema (?currentSchema=NAME), or rename these tables";

  /**
   * Checks the URL.
   *
   * @throws IllegalArgumentException if it holds a password, or is of another kind of database
   */
  public Database {
    if (url.toLowerCase(Locale.ROOT).contains("password=")) {
      throw new IllegalArgumentException(
          "the database's URL has a password in it, which all could see: put it in a file");
    }
    if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRESQL)) {
      throw new IllegalArgumentException(
          "a database's URL begins with " + SQLITE + " or " + POSTGRESQL);
    }
    // For a worker, which may be in another folder.
    login = login == null ? null : Storage.path(login).toAbsolutePath().toString();
  }

  /** A file of SQLite, made when it is first written to. */
  public static Database inFile(Path file) {
    return new Database(SQLITE + file.toAbsolutePath(), null);
  }

  /** Whether there may be something to read: a server may be there, a file is or is not. */
  public boolean mayExist() {
    return !url.startsWith(SQLITE) || Files.exists(Path.of(url.substring(SQLITE.length())));
  }

  /**
   * Whether the database can be reached, and has the tables that are to be written. Those that are
   * missing are created.
   *
   * @param patience for how long to wait for a database that is not there yet
   * @throws UnfitDatabaseException if it can't hold every text, or has tables of these names that
   *     can't take the rows; then none is created
   * @throws IOException if it can't be used, with its URL and what is wrong
   */
  public void check(Iterable<? extends SqlTable<?>> tables, Duration patience) throws IOException {
    try (SqlSession session = new SqlSession(this, patience)) {
      session.run("connect", Connection::getSchema);
      String encoding = session.run("ask for its encoding", this::encoding);
      if (!encoding.equals(UTF8)) {
        throw new UnfitDatabaseException(
            "%s has the encoding %s, which can't hold every text: make one with CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0"
                .formatted(url, encoding));
      }
      List<String> unfit = new ArrayList<>();
      for (SqlTable<?> table : tables) {
        session
            .run("look at table " + table.name(), table::whyUnfit)
            .ifPresent(why -> unfit.add(url + ": " + why));
      }
      if (!unfit.isEmpty()) {
        unfit.add(WHAT_TO_DO);
        throw new UnfitDatabaseException(unfit);
      }
      for (SqlTable<?> table : tables) {
        session.run("create table " + table.name(), connection -> table.createIn(connection));
      }
    }
  }

  /** In what a database stores texts. SQLite's encodings all hold all of Unicode. */
  private String encoding(Connection connection) throws SQLException {
    if (url.startsWith(SQLITE)) {
      return UTF8;
    }
    try (Statement statement = connection.createStatement();
        ResultSet encoding = statement.executeQuery("SHOW server_encoding")) {
      encoding.next();
      return encoding.getString(1);
    }
  }

  /**
   * A new connection. The caller closes it.
   *
   * @throws SQLException if the database can't be reached, or lets nobody in
   * @throws IOException if the login's file can't be read, or a driver's library can't be loaded
   */
  Connection connect() throws SQLException, IOException {
    Properties properties = new Properties();
    // Not by DriverManager: on a cluster it does not see drivers that came with the job.
    Driver driver;
    if (url.startsWith(SQLITE)) {
      driver = new org.sqlite.JDBC();
      properties.setProperty("journal_mode", "WAL"); // readers don't wait for the writer
      properties.setProperty("busy_timeout", "10000"); // ms
    } else {
      driver = new org.postgresql.Driver();
      properties.setProperty("ApplicationName", "tideline");
      properties.setProperty("connectTimeout", "10"); // s
      properties.setProperty("socketTimeout", "60"); // s; without, a lost server is never noticed
      properties.setProperty("tcpKeepAlive", "true");
      properties.setProperty("logServerErrorDetail", "false"); // it would show what is in the rows
    }
    unregister(driver.getClass().getClassLoader());
    if (login != null) {
      readLogin(properties);
    }
    try {
      return driver.connect(url, properties);
    } catch (SQLException failure) {
      if (failure.getCause() instanceof NativeLibraryNotFoundException) {
        throw new UnfitDatabaseException(
            "%s: the library of SQLite can't be loaded from %s (is it mounted noexec?): give another folder with TIDELINE_JAVA_OPTS=-Djava.io.tmpdir=DIR"
                .formatted(url, System.getProperty("java.io.tmpdir")));
      }
      throw failure;
    }
  }

  /**
   * Takes the drivers of a job off the list of the whole JVM, on which they have put themselves. It
   * would keep the classes of the job after its end.
   *
   * @param jar what loaded them; those of the class path live as long as the JVM
   */
  private static void unregister(ClassLoader jar) throws SQLException {
    if (jar == ClassLoader.getSystemClassLoader()) {
      return;
    }
    for (Driver driver : DriverManager.drivers().toList()) {
      if (driver.getClass().getClassLoader() == jar) {
        DriverManager.deregisterDriver(driver);
      }
    }
  }

  private void readLogin(Properties properties) throws IOException {
    try (InputStream file = Files.newInputStream(Storage.path(login))) {
      properties.load(file);
    } catch (IOException unreadable) {
      throw new IOException(
          "the login of %s can't be read from file %s: %s"
              .formatted(url, login, unreadable.getClass().getSimpleName()),
          unreadable);
    } catch (IllegalArgumentException malformed) {
      throw new IOException(login + " is no file of properties: a bad \\u escape", malformed);
    }
  }
}
