package dev.tideline.pipelines.report;

import java.util.Locale;

/** Numbers of things in words. */
public final class Counted {

  private Counted() {}

  /**
   * As it is printed: {@code 1 break}, {@code 1,200 breaks}.
   *
   * @param noun one of them, whose plural ends in s
   */
  public static String of(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }
}
