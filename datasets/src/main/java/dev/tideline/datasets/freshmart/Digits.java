package dev.tideline.datasets.freshmart;

/** Writes numbers into ids: {@code String.format} would cost more than the rest of an event. */
final class Digits {

  private Digits() {}

  /**
   * Appends a number of 0 or more, filled up with zeros to a width; a longer one keeps its digits.
   */
  static void append(StringBuilder text, long number, int width) {
    long bound = 1;
    for (int i = 1; i < width; i++) {
      bound *= 10;
    }
    for (; bound > number && bound > 1; bound /= 10) {
      text.append('0');
    }
    text.append(number);
  }
}
