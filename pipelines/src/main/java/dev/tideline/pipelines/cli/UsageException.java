package dev.tideline.pipelines.cli;

import java.util.List;

/** A command that can't be carried out as it was given. The message lists every mistake. */
public final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<String> mistakes;

  /** All that is wrong, at least one mistake. */
  public UsageException(List<String> mistakes) {
    super(String.join("\n", mistakes));
    this.mistakes = List.copyOf(mistakes);
  }

  /** Each mistake, a sentence. */
  public List<String> mistakes() {
    return mistakes;
  }
}
