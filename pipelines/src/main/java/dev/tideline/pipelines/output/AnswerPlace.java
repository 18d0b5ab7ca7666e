package dev.tideline.pipelines.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.io.files.AnswerFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether an answer may take a place: nothing is removed that no run has made. */
final class AnswerPlace {

  /** What is appended to the name of an output where an answer is kept that does not balance. */
  private static final String UNBALANCED = ".unbalanced";

  /** The ledger's folder in answers of earlier releases. */
  private static final String BOOKS = "books";

  /** What runs call the files in the folders of an answer. */
  private static final Pattern WRITTEN = Pattern.compile("(part|output-|\\.).*");

  private static final Pattern BALANCED = Pattern.compile("\"balanced\"\\s*:\\s*true");
  private static final Pattern NOT_BALANCED = Pattern.compile("\"balanced\"\\s*:\\s*false");

  /** A line of Linux about a mount, of which the fifth word is the place. */
  private static final Pattern MOUNT = Pattern.compile("(?:\\S+ ){4}(\\S+) .*");

  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  /** The most bytes that the name of a file has on the usual file systems. */
  private static final int LONGEST_NAME = 255;

  private AnswerPlace() {}

  /** Where the answer of an output is kept if it does not balance. */
  static Path asideOf(Path output) {
    return output.resolveSibling(output.getFileName() + UNBALANCED);
  }

  /** Why an output can't be written, as far as can be told before, or empty if it can. */
  static Optional<String> whyNotOutput(Path output, int longestAddition) throws IOException {
    if (output.getFileName() == null) {
      return Optional.of("it has no name");
    }
    if (output.getFileName().toString().getBytes(UTF_8).length + longestAddition > LONGEST_NAME) {
      return Optional.of("its name is too long");
    }
    if (Files.isSymbolicLink(output) && !Files.exists(output)) {
      return Optional.of("it is a link that leads nowhere: make the folder, or remove the link");
    }
    if (isMountPoint(output)) {
      return Optional.of("a disk is mounted there, so it can't be replaced: give a folder in it");
    }
    Optional<String> taken = whyNotReplaceable(output);
    if (taken.isEmpty()
        && output.getFileName().toString().endsWith(UNBALANCED)
        && reportHas(output, NOT_BALANCED)) {
      return Optional.of(
          "it holds what another output's run has kept for inspection: give another name");
    }
    return taken;
  }

  /** Why an answer that does not balance can't be kept in its place, or empty if it can. */
  static Optional<String> whyNotAside(Path aside) throws IOException {
    Optional<String> taken = whyNotReplaceable(aside);
    return taken.isEmpty() && reportHas(aside, BALANCED)
        ? Optional.of("it holds the answer of another output: give another name")
        : taken;
  }

  /** Empty if there is nothing at a place, or nothing but an earlier answer. */
  private static Optional<String> whyNotReplaceable(Path place) throws IOException {
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    if (!Files.isDirectory(place)) {
      return Optional.of("it is a file");
    }
    Set<String> names = namesIn(place);
    for (String name : names) {
      Optional<String> other =
          AnswerFolder.ALL_FILES.contains(name)
              ? Optional.empty()
              : notOfAnAnswer(place.resolve(name));
      if (other.isPresent()) {
        return other.map(
            it ->
                "it holds "
                    + place.relativize(Path.of(it))
                    + ", which is no part of an earlier answer");
      }
    }
    return names.isEmpty() || isWhole(place)
        ? Optional.empty()
        : Optional.of("it holds no whole answer of an earlier run, but " + names);
  }

  private static Optional<String> notOfAnAnswer(Path entry) throws IOException {
    String folder = entry.getFileName().toString();
    if (!AnswerFolder.FOLDERS.contains(folder) && !folder.equals(BOOKS)) {
      return Optional.of(entry.toString());
    }
    if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    return namesIn(entry).stream()
        .filter(name -> !WRITTEN.matcher(name).matches())
        .map(name -> entry.resolve(name).toString())
        .findFirst();
  }

  /** Whether there is an answer at a place. */
  static boolean isWhole(Path place) throws IOException {
    return Files.exists(place.resolve(AnswerFolder.REPORT_FILE));
  }

  private static boolean reportHas(Path place, Pattern words) throws IOException {
    Path report = place.resolve(AnswerFolder.REPORT_FILE);
    return Files.exists(report) && words.matcher(Files.readString(report)).find();
  }

  /** Whether a disk is mounted at a place. Linux tells; elsewhere nothing is known. */
  private static boolean isMountPoint(Path place) throws IOException {
    Path mounts = Path.of("/proc/self/mountinfo");
    return Files.isReadable(mounts) && isMountPoint(place, mounts);
  }

  /**
   * Whether a disk is mounted at a place.
   *
   * @param mounts a line for each mount, as in {@code /proc/self/mountinfo}: bytes of any encoding,
   *     so each is read as a character of its own
   */
  static boolean isMountPoint(Path place, Path mounts) throws IOException {
    String bytes = new String(place.toString().getBytes(UTF_8), ISO_8859_1);
    try (Stream<String> lines = Files.lines(mounts, ISO_8859_1)) {
      return lines
          .map(MOUNT::matcher)
          .anyMatch(mount -> mount.matches() && unescaped(mount.group(1)).equals(bytes));
    }
  }

  /** Blanks, tabs, ends of lines and backslashes are octal there. */
  private static String unescaped(String word) {
    return OCTAL
        .matcher(word)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(escape.group(1), 8))));
  }

  /** The names of all that is in a folder, sorted. */
  static Set<String> namesIn(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
