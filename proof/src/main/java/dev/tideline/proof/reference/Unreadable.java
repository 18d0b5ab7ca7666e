package dev.tideline.proof.reference;

/** A record that is no event. */
final class Unreadable extends Exception {

  private static final long serialVersionUID = 1;

  /**
   * @param reason by its name in docs/fates.md
   */
  Unreadable(String reason) {
    super(reason);
  }
}
