package dev.tideline.io.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The files that an {@code --input} stands for, all of one format, sorted by path.
 *
 * <p>An input is a file, a pattern ({@link Glob}), a folder, or the folder of a data set, which has
 * its files below {@code orders/} and {@code payments/}. Files of other kinds may lie among them
 * and are left alone.
 *
 * @param root the folder that the names of the files are relative to
 * @param format of all files
 * @param files the files; may be empty once they are {@link #from} a day on
 */
public record InputFiles(Path root, Format format, List<SourceFile> files) {

  /** How a file holds its records. */
  public enum Format {
    /** A JSON object a line, {@code .jsonl} or {@code .jsonl.gz}. */
    JSON_LINES,
    /** The columns of the archive, {@code .parquet}. */
    PARQUET
  }

  /** The file of a data set that has its stores, not events. */
  public static final String STORES = "stores.jsonl";

  private static final String ORDERS = "orders";
  private static final String PAYMENTS = "payments";
  private static final String WANTED = ".jsonl, .jsonl.gz or .parquet";

  private static final Pattern DATE = Pattern.compile("(?:^|/)date=(\\d{4}-\\d{2}-\\d{2})/");

  /**
   * How many days before a business day its events can have been ingested, by the dates of UTC: one
   * for stores east of Greenwich, of which the day begins up to 14 hours before that of UTC, and
   * one to spare for clocks that run ahead.
   */
  private static final int DAYS_AHEAD = 2;

  public InputFiles {
    files = List.copyOf(files);
  }

  /**
   * The files of order events.
   *
   * @throws InputException if there are none, or of more than one format
   */
  public static InputFiles orders(String input) throws InputException {
    return find(input, ORDERS, PAYMENTS);
  }

  /**
   * The files of payments.
   *
   * @throws InputException if there are none, or of more than one format
   */
  public static InputFiles payments(String input) throws InputException {
    return find(input, PAYMENTS, ORDERS);
  }

  /**
   * Without the files that can't hold an event of this business day or a later one, by the folder
   * they are in: {@code date=} and the day on which its records were ingested.
   */
  public InputFiles from(LocalDate firstDay) {
    LocalDate first = firstDay.minusDays(DAYS_AHEAD);
    return new InputFiles(
        root, format, files.stream().filter(file -> !ingestedBefore(first, file)).toList());
  }

  private static InputFiles find(String input, String kind, String otherKind)
      throws InputException {
    try {
      Path path = Path.of(input);
      if (Files.isDirectory(path)) {
        return below(path, folderOf(path, kind, otherKind));
      }
      if (Files.exists(path)) {
        return of(input, path.toAbsolutePath().getParent(), Glob.filesBelow(path));
      }
      if (Glob.isPattern(input)) {
        return of(input, Glob.rootOf(input), Glob.files(input));
      }
      throw new InputException(input + ": no such file or directory");
    } catch (IOException unreadable) {
      throw new InputException(input + " can't be read: " + unreadable);
    } catch (PatternSyntaxException malformed) {
      throw new InputException(input + " is no pattern of files: " + malformed.getDescription());
    }
  }

  /** The folder of a data set's one kind of files; else the folder itself. */
  private static Path folderOf(Path folder, String kind, String otherKind) throws InputException {
    if (Files.isDirectory(folder.resolve(kind))) {
      return folder.resolve(kind);
    }
    if (Files.isDirectory(folder.resolve(otherKind))) {
      throw new InputException("%s has %s/ but no %s/".formatted(folder, otherKind, kind));
    }
    return folder;
  }

  private static InputFiles below(Path root, Path folder) throws IOException, InputException {
    SortedSet<Path> paths = Glob.filesBelow(folder);
    paths.removeIf(path -> path.endsWith(STORES));
    return of(folder.toString(), root, paths);
  }

  private static InputFiles of(String input, Path root, SortedSet<Path> paths)
      throws InputException {
    List<SourceFile> files = new ArrayList<>();
    Set<Format> formats = EnumSet.noneOf(Format.class);
    List<String> problems = new ArrayList<>();
    for (Path path : paths) {
      Format format = formatOf(path);
      if (format == null) {
        continue;
      }
      formats.add(format);
      files.add(new SourceFile(path.toAbsolutePath(), nameOf(path, root)));
      if (!Files.isReadable(path)) {
        problems.add(path + " can't be read: permission denied");
      }
    }
    if (files.isEmpty()) {
      problems.add(nothingIn(input, paths));
    }
    if (formats.size() > 1) {
      problems.add(input + " has files of JSON lines and of Parquet: choose one with a pattern");
    }
    InputException.throwIfAny(problems);
    return new InputFiles(root, formats.iterator().next(), files);
  }

  private static String nothingIn(String input, SortedSet<Path> paths) {
    return paths.isEmpty()
        ? input + ": no file found"
        : "%s: no file that ends in %s, but others, such as %s"
            .formatted(input, WANTED, paths.first());
  }

  private static Format formatOf(Path path) {
    String name = path.getFileName().toString();
    if (name.endsWith(".jsonl") || name.endsWith(".jsonl" + SourceFile.GZIP)) {
      return Format.JSON_LINES;
    }
    return name.endsWith(".parquet") ? Format.PARQUET : null;
  }

  private static String nameOf(Path path, Path root) {
    return root.toAbsolutePath()
        .normalize()
        .relativize(path.toAbsolutePath().normalize())
        .toString();
  }

  private static boolean ingestedBefore(LocalDate day, SourceFile file) {
    Matcher date = DATE.matcher(file.name());
    try {
      return date.find() && LocalDate.parse(date.group(1)).isBefore(day);
    } catch (DateTimeException notOne) { // such as 2026-02-30: the folder of nobody's day
      return false;
    }
  }
}
