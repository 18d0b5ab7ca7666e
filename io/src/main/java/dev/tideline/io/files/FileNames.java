package dev.tideline.io.files;

import dev.tideline.io.files.InputFiles.Format;
import dev.tideline.io.storage.Storage;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the name of a file tells: the same in upper and lower case. */
final class FileNames {

  /** For messages. */
  static final String WANTED = ".jsonl, .ndjson or .json (also .gz or .zst of these) or .parquet";

  private static final Set<String> LINES = Set.of(".jsonl", ".ndjson", ".json");
  private static final String PARQUET = ".parquet";

  /** How Hadoop, Spark and the like name what they write. */
  private static final String PART = "part-";

  private static final Pattern STORES =
      Pattern.compile("stores\\.(jsonl|ndjson|json)(\\.gz|\\.zst)?", Pattern.CASE_INSENSITIVE);

  private FileNames() {}

  /**
   * The format of a file.
   *
   * @param asked whether somebody asked for this very file, by its name or a pattern: then it may
   *     be called as it likes, if only it has no ending
   * @return null if it is no file of events by its name
   */
  static Format formatOf(Path file, boolean asked) {
    String name = file.getFileName().toString();
    String plain = Compression.of(name).strippedFrom(name).toLowerCase(Locale.ROOT);
    int dot = plain.lastIndexOf('.');
    if (dot < 0) {
      return asked || plain.startsWith(PART) ? Format.JSON_LINES : null;
    }
    if (LINES.contains(plain.substring(dot))) {
      return Format.JSON_LINES;
    }
    return name.toLowerCase(Locale.ROOT).endsWith(PARQUET) ? Format.PARQUET : null;
  }

  /** Whether it is the file of a data set that has its stores. */
  static boolean isOfStores(Path file) {
    return STORES.matcher(file.getFileName().toString()).matches();
  }

  /** Whether wildcards and folders leave it out: Spark and the like do the same. */
  static boolean isHidden(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".") || name.startsWith("_") || name.endsWith(".tmp");
  }

  /** Whether its path can be written as text and read again: Linux allows any bytes in it. */
  static boolean isText(Path file) {
    try {
      return Storage.isRemote(file) || Path.of(file.toString()).equals(file);
    } catch (InvalidPathException unwritable) {
      return false;
    }
  }

  /**
   * A path as a message has it: bytes that are no text as {@code %XX}. Whoever prints the message
   * sees to what else a terminal must not get.
   */
  static String shown(Path file) {
    if (isText(file)) {
      return file.toString();
    }
    String escaped = Path.of("/").resolve(file).toUri().getRawPath();
    return file.isAbsolute() ? escaped : escaped.substring(1);
  }
}
