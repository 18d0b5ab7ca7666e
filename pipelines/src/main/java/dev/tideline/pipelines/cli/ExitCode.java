package dev.tideline.pipelines.cli;

import java.util.stream.Stream;

/** How a command ends. */
public enum ExitCode {
  /** All is well. */
  OK(0),
  /** Anything without a code of its own. */
  FAILED(1),
  /** The command was given wrongly; nothing was done. */
  USAGE(2),
  /** The ledger doesn't balance; the answer is not published. */
  UNBALANCED(3),
  /** Answers that must be equal are not. */
  DIFFERENT(3),
  /**
   * A rule of quality, or what can't be read of the bank's, kept an answer from being published.
   */
  WITHHELD(3),
  /** All was published, and the bank disagrees by more than it may. */
  UNRECONCILED(3),
  /** All was done, and too late. */
  LATE(1);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** How a process of ours has ended, by its exit status; {@link #FAILED} by any other. */
  public static ExitCode of(int status) {
    return Stream.of(values()).filter(code -> code.code == status).findFirst().orElse(FAILED);
  }

  /** The exit status of the process. */
  public int code() {
    return code;
  }
}
