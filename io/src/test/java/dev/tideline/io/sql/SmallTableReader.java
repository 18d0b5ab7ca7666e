package dev.tideline.io.sql;

import dev.tideline.io.answer.StoredAnswer;
import dev.tideline.io.sort.RowDigest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a table in a process that has little memory. */
public final class SmallTableReader {

  /** How much it has. */
  static final long BYTES = 32 << 20;

  private SmallTableReader() {}

  /** The digest of the measures in a database, and how many there are, as they are read there. */
  static String digestOf(Database database) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + BYTES,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SmallTableReader.class.getName(),
                database.url()));
    if (database.login() != null) {
      command.add(database.login());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(printed);
    }
    return printed.strip();
  }

  /** The process. */
  public static void main(String[] arguments) throws IOException {
    Database database = new Database(arguments[0], arguments.length > 1 ? arguments[1] : null);
    RowDigest digest = new RowDigest();
    new StoredAnswer(database, "").rows(Measure.FORMAT, digest::add);
    System.out.println(digest.hex() + " " + digest.rows());
  }
}
