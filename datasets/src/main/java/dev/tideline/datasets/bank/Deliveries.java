package dev.tideline.datasets.bank;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * The lines of some stores on their way to the files of the bank's days: a file a day, without a
 * header. Lines of some ten days come at the same time, so they are gathered, and none of the files
 * stays open. Used by one thread.
 */
final class Deliveries {

  private static final int FULL = 1 << 16; // characters

  private final Path folder;
  private final Map<String, StringBuilder> gathered = new HashMap<>();
  private LocalDate latest = LocalDate.MIN;

  /**
   * To a folder.
   *
   * @param folder need not exist, and will not if there are no lines
   */
  Deliveries(Path folder) {
    this.folder = folder;
  }

  /** Adds a line to the first file of its day. */
  void add(StatementLine line) throws IOException {
    add(line, name(line.settledOn()));
  }

  /** Adds a line to the file that corrects the first one of its day. */
  void addCorrected(StatementLine line) throws IOException {
    add(line, correctedName(line.settledOn()));
  }

  /** Writes what is still held. */
  void complete() throws IOException {
    for (Map.Entry<String, StringBuilder> file : gathered.entrySet()) {
      put(file.getKey(), file.getValue());
    }
    gathered.clear();
  }

  /** The file of a day. */
  static String name(LocalDate day) {
    return "settlement-" + day + ".csv";
  }

  /** A file that comes after it, in order of names too. */
  static String correctedName(LocalDate day) {
    return "settlement-" + day + "_v2.csv";
  }

  /** The same file once more. */
  static String copyName(LocalDate day) {
    return "settlement-" + day + "_copy.csv";
  }

  private void add(StatementLine line, String file) throws IOException {
    if (line.settledOn().isAfter(latest)) {
      latest = line.settledOn();
      complete(); // days of long ago get no more lines
    }
    StringBuilder text = gathered.computeIfAbsent(file, none -> new StringBuilder());
    text.append(line.toCsv()).append('\n');
    if (text.length() >= FULL) {
      put(file, text);
      text.setLength(0);
    }
  }

  private void put(String file, CharSequence text) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(file), text, UTF_8, CREATE, APPEND);
  }
}
