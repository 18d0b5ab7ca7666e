package dev.tideline.io.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What a search of an input met and did not take, with the reason: it is said, a line a reason. */
final class PassedOver {

  /** The reason why reference data is no input. */
  static final String STORES = "of stores, not of events";

  private static final int SHOWN = 5;

  private final UnaryOperator<Path> names;
  private final List<Path> foreign = new ArrayList<>();
  private final List<Path> hidden = new ArrayList<>();
  private final List<Path> stores = new ArrayList<>();
  private final List<Path> again = new ArrayList<>();

  /**
   * Nothing yet.
   *
   * @param names by which name a path is shown
   */
  PassedOver(UnaryOperator<Path> names) {
    this.names = names;
  }

  void foreign(Path path) {
    foreign.add(path);
  }

  void hidden(Path path) {
    hidden.add(path);
  }

  void stores(Path path) {
    stores.add(path);
  }

  void again(Path path) {
    again.add(path);
  }

  /** Why there is no file of events in an input, and what to do. */
  String nothingIn(String input) {
    if (!stores.isEmpty() && foreign.isEmpty()) {
      return input + " has the stores only: no file of events is in the input";
    }
    List<Path> others = foreign.isEmpty() ? hidden : foreign;
    return others.isEmpty()
        ? input + ": no file found"
        : "%s: no file that ends in %s, but others, such as %s"
            .formatted(input, FileNames.WANTED, FileNames.shown(others.get(0)));
  }

  /** All of it. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.addAll(lines(named(foreign), "that don't end in " + FileNames.WANTED));
    lines.addAll(lines(named(hidden), "whose names begin with _ or . or end in .tmp"));
    lines.addAll(lines(named(stores), STORES));
    lines.addAll(lines(named(again), "that are other ways to what is read"));
    return lines;
  }

  private List<Path> named(List<Path> paths) {
    return paths.stream().map(names).toList();
  }

  /** A line for files that were passed over for one reason; none if there are none. */
  static List<String> lines(List<Path> files, String why) {
    if (files.isEmpty()) {
      return List.of();
    }
    String first =
        files.stream().limit(SHOWN).map(FileNames::shown).collect(Collectors.joining(", "));
    return List.of(
        "PASSED OVER files=%d %s: %s%s"
            .formatted(files.size(), why, first, files.size() > SHOWN ? ", ..." : ""));
  }
}
