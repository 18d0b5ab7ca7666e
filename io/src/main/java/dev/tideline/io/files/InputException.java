package dev.tideline.io.files;

import java.util.ArrayList;
import java.util.List;

/** The input can't be read as asked. It is the caller's mistake, found before anything has run. */
public final class InputException extends Exception {

  private static final long serialVersionUID = 1;
  private static final int SHOWN = 20;

  private final transient List<String> problems;

  /**
   * @param problems each one a sentence for the user, naming the file; at least one
   */
  public InputException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One problem. */
  public InputException(String problem) {
    this(List.of(problem));
  }

  /** Everything that was found wrong, a sentence each. */
  public List<String> problems() {
    return problems;
  }

  /**
   * Throws if anything is wrong, with all of it.
   *
   * @param problems what was found; of very many only the first are listed
   */
  public static void throwIfAny(List<String> problems) throws InputException {
    if (problems.isEmpty()) {
      return;
    }
    if (problems.size() <= SHOWN) {
      throw new InputException(problems);
    }
    List<String> first = new ArrayList<>(problems.subList(0, SHOWN));
    first.add("... and " + (problems.size() - SHOWN) + " more problems");
    throw new InputException(first);
  }
}
