package dev.tideline.io.settlement;

import dev.tideline.io.files.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The settlement files of a bank, or of several, each with the layout by which it is written.
 *
 * @param files sorted by path
 * @param layouts by which they are written
 */
public record BankFiles(List<Assigned> files, List<LayoutText> layouts) {

  /**
   * A file.
   *
   * @param path where it is
   * @param layout the number of its layout, from 0
   * @param bytes its size
   */
  public record Assigned(String path, int layout, long bytes) implements Serializable {}

  /**
   * A layout, not yet parsed.
   *
   * @param name its file's
   * @param text its JSON
   */
  public record LayoutText(String name, String text) {
    LayoutFile parse() throws InputException {
      return LayoutFile.parse(name, text);
    }
  }

  private static final String PLAIN = "plain.json";

  /** Few lines of CSV have fewer bytes: two ids, an amount, a currency and a day. */
  private static final int BYTES_OF_LINE = 40;

  /** Parquet packs what is alike. */
  private static final int BYTES_OF_PARQUET_LINE = 16;

  public BankFiles {
    files = List.copyOf(files);
    layouts = List.copyOf(layouts);
  }

  /**
   * Finds them.
   *
   * @param place a file, a folder of them, or a pattern such as {@code bank/*.csv}
   * @param layoutFiles by which they may be written; none for columns that are called as the fields
   * @throws InputException naming each file that is written by none of them, or cannot be read; or
   *     that there is none
   */
  public static BankFiles find(Path place, List<Path> layoutFiles) throws InputException {
    List<String> problems = new ArrayList<>();
    List<LayoutText> texts = new ArrayList<>();
    List<LayoutFile> layouts = new ArrayList<>();
    for (Path file : layoutFiles) {
      try {
        LayoutText text = new LayoutText(file.toString(), LayoutFile.text(file));
        layouts.add(text.parse());
        texts.add(text);
      } catch (InputException wrong) {
        problems.addAll(wrong.problems());
      }
    }
    if (layoutFiles.isEmpty()) {
      LayoutText plain = new LayoutText(PLAIN, plain());
      layouts.add(plain.parse());
      texts.add(plain);
    }
    InputException.throwIfAny(problems);
    List<Assigned> files = new ArrayList<>();
    for (Path file : filesAt(place)) {
      for (int layout : layoutOf(file, layouts, problems)) {
        files.add(new Assigned(file.toAbsolutePath().toString(), layout, sizeOf(file)));
      }
    }
    InputException.throwIfAny(problems);
    return new BankFiles(files, texts);
  }

  /** About how many lines there may be in all of them, by their sizes. */
  public long mostLines() {
    return files.stream().mapToLong(BankFiles::mostLines).sum();
  }

  private static long mostLines(Assigned file) {
    boolean parquet = SettlementFile.isParquet(file.path());
    return file.bytes() / (parquet ? BYTES_OF_PARQUET_LINE : BYTES_OF_LINE);
  }

  private static long sizeOf(Path file) throws InputException {
    try {
      return Files.size(file);
    } catch (IOException unreadable) {
      throw new InputException(file + " can't be read: " + unreadable);
    }
  }

  private static List<Integer> layoutOf(
      Path file, List<LayoutFile> layouts, List<String> problems) {
    List<Integer> fitting = new ArrayList<>();
    List<String> why = new ArrayList<>();
    for (int layout = 0; layout < layouts.size(); layout++) {
      try {
        new SettlementFile(file, layouts.get(layout)).checkHeader();
        fitting.add(layout);
      } catch (InputException other) {
        why.addAll(other.problems());
      } catch (IOException unreadable) {
        why.add(file + " can't be read: " + unreadable);
      }
    }
    if (fitting.isEmpty()) {
      problems.addAll(why);
    } else if (fitting.size() > 1) {
      problems.add(file + " can be read by more than one --layout: give it the one that is right");
    }
    return fitting;
  }

  private static List<Path> filesAt(Path place) throws InputException {
    List<Path> found = new ArrayList<>();
    try {
      if (Files.isRegularFile(place)) {
        found.add(place);
      } else if (Files.isDirectory(place)) {
        try (Stream<Path> all = Files.list(place)) {
          all.filter(BankFiles::mayBeOne).forEach(found::add);
        }
      } else if (place.getFileName() != null && Files.isDirectory(folderOf(place))) {
        String pattern = place.getFileName().toString();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folderOf(place), pattern)) {
          for (Path each : all) {
            if (mayBeOne(each)) {
              found.add(each);
            }
          }
        }
      }
    } catch (PatternSyntaxException malformed) {
      throw new InputException(place + " is no pattern: " + malformed.getDescription());
    } catch (IOException unreadable) {
      throw new InputException(place + " can't be read: " + unreadable);
    }
    if (found.isEmpty()) {
      throw new InputException(place + ": there is no settlement file");
    }
    return found.stream().sorted().toList();
  }

  private static Path folderOf(Path pattern) {
    return pattern.getParent() == null ? Path.of("") : pattern.getParent();
  }

  private static boolean mayBeOne(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && !name.startsWith(".")
        && !name.startsWith("_")
        && !name.endsWith(".tmp")
        && !name.endsWith(".json");
  }

  /** The layout of files whose columns are called as the fields are. */
  private static String plain() {
    try (InputStream text = BankFiles.class.getResourceAsStream(PLAIN)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException impossible) { // it is in the jar
      throw new IllegalStateException(impossible);
    }
  }
}
