package dev.tideline.io.files;

import dev.tideline.io.Note;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a search of an input met and did not take, with the reason: it is noted, by reason. */
final class PassedOver {

  /** The reason why reference data is no input. */
  static final String STORES = "of stores, not of events";

  private final UnaryOperator<Path> names;
  private final List<Path> foreign = new ArrayList<>();
  private final List<Path> hidden = new ArrayList<>();
  private final List<Path> stores = new ArrayList<>();
  private final List<Path> answers = new ArrayList<>();
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

  void answer(Path path) {
    answers.add(path);
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
    if (!others.isEmpty()) {
      return "%s: no file that ends in %s, but others, such as %s"
          .formatted(input, FileNames.WANTED, FileNames.shown(others.get(0)));
    }
    return answers.isEmpty()
        ? input + ": no file found"
        : "%s: no file of events, but the answer of a run in %s"
            .formatted(input, FileNames.shown(answers.get(0)));
  }

  /** All of it. */
  List<Note> notes() {
    List<Note> notes = new ArrayList<>();
    notes.addAll(notes(named(foreign), "that don't end in " + FileNames.WANTED));
    notes.addAll(notes(named(hidden), "whose names begin with _ or . or end in .tmp"));
    notes.addAll(notes(named(stores), STORES));
    notes.addAll(notes(named(answers), "that are answers of runs"));
    notes.addAll(notes(named(again), "that are other ways to what is read"));
    return notes;
  }

  private List<Path> named(List<Path> paths) {
    return paths.stream().map(names).toList();
  }

  /** A note of files that were passed over for one reason; none if there are none. */
  static List<Note> notes(List<Path> files, String why) {
    return files.isEmpty()
        ? List.of()
        : List.of(
            new Note(
                "PASSED OVER files=%d %s".formatted(files.size(), why),
                files.stream().map(FileNames::shown).toList()));
  }
}
