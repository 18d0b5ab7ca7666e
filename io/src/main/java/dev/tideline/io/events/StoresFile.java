package dev.tideline.io.events;

import static java.util.stream.Collectors.joining;

import dev.tideline.io.files.InputException;
import dev.tideline.io.files.InputFiles;
import dev.tideline.io.files.SourceFile;
import dev.tideline.io.lines.FileChunk;
import dev.tideline.io.lines.Lines;
import dev.tideline.io.storage.Storage;
import dev.tideline.store.Store;
import dev.tideline.store.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file of stores: a JSON object a line, small enough to be read at once. A store that changes
 * has a line for each time that it is another, each valid until the next one is.
 */
public final class StoresFile {

  /** How far above the input it is looked for: DIR/orders/date=D/FILE has it in DIR. */
  private static final int PARENTS = 3;

  /** How many lines that have the same mistake are named. */
  private static final int NAMED = 5;

  /** A store, and the number of its line. */
  private record Numbered(long line, Store store) {
    String from() {
      return store.validFrom() == Store.ALWAYS
          ? "without valid_from"
          : "from " + Instant.ofEpochMilli(store.validFrom()) + " on";
    }
  }

  private final Path file;

  /** The lines that have it, by what is wrong. */
  private final Map<String, List<Long>> problems = new LinkedHashMap<>();

  private StoresFile(Path file) {
    this.file = file;
  }

  /**
   * Finds the file in the folder of the input or one of the three above it.
   *
   * @throws InputException if it is not there
   */
  public static Path near(InputFiles input) throws InputException {
    Path folder = input.root().toAbsolutePath().normalize();
    for (int up = 0; up <= PARENTS && folder != null; up++) {
      Path file = folder.resolve(InputFiles.STORES);
      if (isFile(file)) {
        return file;
      }
      folder = folder.getParent();
    }
    throw new InputException(
        "no %s in %s or the %d folders above it: name one with --stores"
            .formatted(InputFiles.STORES, input.root(), PARENTS));
  }

  private static boolean isFile(Path file) throws InputException {
    try {
      return Storage.isFile(file);
    } catch (IOException unknown) { // not to be taken for missing: another's may be further up
      throw new InputException(file + " can't be read: " + unknown.getMessage());
    }
  }

  /**
   * Reads the file.
   *
   * @throws InputException naming everything that is wrong, once, with all the lines that have it
   */
  public static Stores read(Path file) throws InputException {
    return new StoresFile(file).read();
  }

  private Stores read() throws InputException {
    Map<String, List<Numbered>> byId = new TreeMap<>();
    FileChunk whole = new FileChunk(new SourceFile(file, file.toString()), 0, Long.MAX_VALUE);
    try (Lines lines = Lines.open(whole)) {
      while (lines.next()) {
        long number = lines.number();
        List<String> found = new ArrayList<>();
        StoreLine.read(lines.bytes(), found)
            .map(store -> new Numbered(number, store))
            .ifPresent(
                each ->
                    byId.computeIfAbsent(each.store.storeId(), id -> new ArrayList<>()).add(each));
        found.forEach(problem -> problem(problem, number));
      }
    } catch (IOException unreadable) {
      throw new InputException(file + " can't be read: " + unreadable);
    }
    List<Store> stores = new ArrayList<>();
    byId.values().forEach(lines -> stores.addAll(inOrder(lines)));
    if (stores.isEmpty() && problems.isEmpty()) {
      throw new InputException(file + " has no store in it");
    }
    InputException.throwIfAny(
        problems.entrySet().stream()
            .sorted(Comparator.comparing(problem -> problem.getValue().get(0)))
            .map(problem -> sentence(problem.getKey(), problem.getValue()))
            .toList());
    return Stores.of(stores);
  }

  /** All lines of one store, each ending where the next one begins. */
  private List<Store> inOrder(List<Numbered> lines) {
    List<Numbered> sorted =
        lines.stream().sorted(Comparator.comparingLong(line -> line.store.validFrom())).toList();
    List<Store> periods = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      Numbered line = sorted.get(i);
      Numbered next = i + 1 < sorted.size() ? sorted.get(i + 1) : null;
      if (next == null) {
        periods.add(line.store);
      } else if (next.store.validFrom() == line.store.validFrom()) {
        problem(
            "store %s is there twice %s".formatted(line.store.storeId(), line.from()),
            line.line,
            next.line);
      } else if (line.store.validTo() == Store.FOREVER) {
        periods.add(line.store.endingAt(next.store.validFrom()));
      } else if (line.store.validTo() > next.store.validFrom()) {
        problem(
            "store %s is valid to %s in one and %s in the other"
                .formatted(
                    line.store.storeId(), Instant.ofEpochMilli(line.store.validTo()), next.from()),
            line.line,
            next.line);
      } else {
        periods.add(line.store);
      }
    }
    return periods;
  }

  private void problem(String what, Long... lines) {
    problems.computeIfAbsent(what, any -> new ArrayList<>()).addAll(List.of(lines));
  }

  private String sentence(String problem, List<Long> lines) {
    List<Long> all = lines.stream().distinct().sorted().toList();
    String numbers = all.stream().limit(NAMED).map(String::valueOf).collect(joining(", "));
    String rest = all.size() > NAMED ? " and %d more".formatted(all.size() - NAMED) : "";
    return "%s, line%s %s%s: %s"
        .formatted(file, all.size() == 1 ? "" : "s", numbers, rest, problem);
  }
}
