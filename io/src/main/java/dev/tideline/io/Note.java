package dev.tideline.io;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that a person may want to know of how an input is read, or of what in it is not.
 *
 * @param text in one line
 * @param names the files it is about, as they are shown; empty if it names none
 */
public record Note(String text, List<String> names) {

  /** Who reads a terminal wants an example; who reads a report looks for a name. */
  private static final int BRIEFLY = 5;

  private static final int FULLY = 1_000;

  public Note {
    names = List.copyOf(names);
  }

  /** One that names no files. */
  public static Note of(String text) {
    return new Note(text, List.of());
  }

  /** In a line for a terminal, with its first names. */
  public String brief() {
    return naming(BRIEFLY);
  }

  /** In a line for a file, with all its names, as long as these are not very many. */
  public String full() {
    return naming(FULLY);
  }

  private String naming(int most) {
    if (names.isEmpty()) {
      return text;
    }
    int more = names.size() - most;
    return text
        + names.stream().limit(most).collect(Collectors.joining(", ", ": ", ""))
        + (more > 0 ? " and %d more".formatted(more) : "");
  }
}
