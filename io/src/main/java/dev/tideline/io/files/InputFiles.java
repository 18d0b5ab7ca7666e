package dev.tideline.io.files;

import dev.tideline.io.Note;
import dev.tideline.io.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that an {@code --input} stands for, all of one format, each once, sorted by path.
 *
 * <p>An input is a file, a pattern ({@link Glob}), a folder, or the folder of a data set, which has
 * its files below {@code orders/} and {@code payments/}. What lies among them and is no file of
 * events by its name, or is the answer of a run, is passed over, and noted.
 *
 * @param root the folder that the names of the files are relative to
 * @param format of all files
 * @param files the files; may be empty once they are {@link #from} a day on
 * @param earlier the files that were let out by {@link #from}
 * @param searched the folder all below which is read, or null if it was no folder that was asked
 *     for
 * @param pattern by which they were found, or null if it was no pattern that was asked for
 * @param notes what was passed over, one for each reason
 */
public record InputFiles(
    Path root,
    Format format,
    List<SourceFile> files,
    List<SourceFile> earlier,
    Path searched,
    String pattern,
    List<Note> notes) {

  /** How a file holds its records. */
  public enum Format {
    /** A JSON object a line: {@code .jsonl}, {@code .ndjson}, {@code .json}, and compressed. */
    JSON_LINES("JSON lines"),
    /** The columns of the archive, {@code .parquet}. */
    PARQUET("Parquet");

    /** As people call it. */
    final String words;

    Format(String words) {
      this.words = words;
    }
  }

  /** The file of a data set that has its stores, not events. */
  public static final String STORES = "stores.jsonl";

  private static final String ORDERS = "orders";
  private static final String PAYMENTS = "payments";

  private static final Pattern DATE = Pattern.compile("(?:^|/)date=(\\d{4}-\\d{2}-\\d{2})/");

  /**
   * How many days before a business day its events can have been ingested, by the dates of UTC: one
   * for stores east of Greenwich, of which the day begins up to 14 hours before that of UTC, and
   * one to spare for clocks that run ahead.
   */
  private static final int DAYS_AHEAD = 2;

  public InputFiles {
    files = List.copyOf(files);
    earlier = List.copyOf(earlier);
    notes = List.copyOf(notes);
  }

  /**
   * The files of order events.
   *
   * @throws InputException if there are none, or of more than one format
   */
  public static InputFiles orders(String input) throws InputException {
    return InputSearch.find(input, ORDERS, PAYMENTS);
  }

  /**
   * The files of payments.
   *
   * @throws InputException if there are none, or of more than one format
   */
  public static InputFiles payments(String input) throws InputException {
    return InputSearch.find(input, PAYMENTS, ORDERS);
  }

  /**
   * The folder that the names of the files of an input are relative to, whatever files these are.
   *
   * @throws InputException if the input is not there
   */
  public static Path rootOf(String input) throws InputException {
    try {
      Path path = Storage.path(input);
      if (Storage.isFolder(path)) {
        return path;
      }
      if (Storage.exists(path)) {
        return path.toAbsolutePath().getParent();
      }
    } catch (IOException unknown) {
      throw new InputException(input + " can't be read: " + unknown.getMessage());
    }
    if (Glob.isPattern(input)) {
      return Glob.rootOf(input);
    }
    throw new InputException(input + ": no such file or directory");
  }

  /**
   * Without the files that can't hold an event of this business day or a later one, by the folder
   * they are in: {@code date=} and the day on which its records were ingested.
   */
  public InputFiles from(LocalDate firstDay) {
    LocalDate first = firstDay.minusDays(DAYS_AHEAD);
    Predicate<SourceFile> tooEarly = file -> ingestedBefore(first, file);
    InputFiles later = without(tooEarly, "in folders of days before date=" + first);
    List<SourceFile> left = files.stream().filter(tooEarly).toList();
    return new InputFiles(root, format, later.files, left, searched, pattern, later.notes);
  }

  /**
   * Without a file that has the stores of the events, whatever it is called.
   *
   * @throws InputException if nothing is left
   */
  public InputFiles without(Path stores) throws InputException {
    InputFiles events = without(file -> same(file.path(), stores), PassedOver.STORES);
    if (events.files().isEmpty()) {
      throw new InputException(stores + " has the stores: no file of events is in the input");
    }
    return events;
  }

  /** Whether an answer that is written to a place lies where a later run looks for events. */
  public boolean holds(Path place) {
    return (searched != null && real(place).startsWith(real(searched)))
        || (pattern != null
            && AnswerFolder.filesAt(place).anyMatch(file -> Glob.reaches(pattern, file)));
  }

  /** Whether any of the files lies in a folder. */
  public boolean lieIn(Path folder) {
    Path there = real(folder);
    return files.stream().anyMatch(file -> real(file.path()).startsWith(there));
  }

  private InputFiles without(Predicate<SourceFile> unwanted, String why) {
    List<Path> gone = files.stream().filter(unwanted).map(file -> Path.of(file.name())).toList();
    List<Note> more = new ArrayList<>(notes);
    more.addAll(PassedOver.notes(gone, why));
    List<SourceFile> left = files.stream().filter(unwanted.negate()).toList();
    return new InputFiles(root, format, left, earlier, searched, pattern, more);
  }

  private static boolean same(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException gone) { // whoever reads it says so
      return false;
    }
  }

  /** Where a place really is, or would be if it were made. */
  static Path real(Path place) {
    Path absolute = place.toAbsolutePath().normalize();
    try {
      return absolute.toRealPath();
    } catch (IOException notThere) {
      Path parent = absolute.getParent();
      return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
    }
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
