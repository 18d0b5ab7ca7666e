package dev.tideline.io.sql;

import java.io.IOException;
import java.util.List;

/** A database that can't be used for what is to be written: no patience helps. */
public final class UnfitDatabaseException extends IOException {

  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  /**
   * @param problems what is wrong, and what to do, each a sentence; at least one
   */
  UnfitDatabaseException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One problem. */
  UnfitDatabaseException(String problem) {
    this(List.of(problem));
  }

  /** Everything that is wrong, and what to do, a sentence each. */
  public List<String> problems() {
    return problems;
  }
}
