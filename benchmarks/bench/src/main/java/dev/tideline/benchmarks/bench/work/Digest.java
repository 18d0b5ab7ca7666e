package dev.tideline.benchmarks.bench.work;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** An answer in a few letters: SHA-256 of its rows, sorted by their bytes, a line each. */
final class Digest {

  private static final int LETTERS = 16;
  private static final String PRINTED = "DIGEST ";

  private Digest() {}

  /**
   * Of the rows in a file, or in the files of a folder.
   *
   * @throws IOException if there are none
   */
  static String ofFiles(Path place) throws IOException {
    List<String> rows = new ArrayList<>();
    try (Stream<Path> found = Files.walk(place)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        if (file.toString().endsWith(".jsonl")) {
          rows.addAll(Files.readAllLines(file, ISO_8859_1)); // a letter a byte
        }
      }
    }
    return of(rows);
  }

  /**
   * What the product says of its rows, wherever they are: its digest is of the same bytes.
   *
   * @param output what it has printed
   * @throws IOException if it does not say
   */
  static String printedIn(Path output) throws IOException {
    try (Stream<String> lines = Files.lines(output, ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith(PRINTED))
          .map(line -> line.substring(PRINTED.length(), PRINTED.length() + LETTERS))
          .findFirst()
          .orElseThrow(() -> new IOException("no " + PRINTED.strip() + " in " + output));
    }
  }

  /** Of rows, a letter a byte. */
  static String of(Collection<String> rows) {
    MessageDigest sha;
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
    rows.stream().sorted().forEach(row -> sha.update((row + "\n").getBytes(ISO_8859_1)));
    return HexFormat.of().formatHex(sha.digest()).substring(0, LETTERS);
  }
}
