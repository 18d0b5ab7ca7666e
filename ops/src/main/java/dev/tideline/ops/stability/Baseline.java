package dev.tideline.ops.stability;

import dev.tideline.io.answer.StoredHistory.Version;
import java.util.List;
import java.util.Locale;

/** From when on a change of a number counts. */
enum Baseline {
  /** From the first version that was shown, which mostly is an early one: provisional. */
  FIRST_SHOWN,
  /** From the first version that was not early: what a reader takes for settled. */
  ON_TIME;

  private static final String EARLY = "EARLY";

  /** The versions from then on, of those that were shown; empty if there is none yet. */
  List<Version> of(List<Version> shown) {
    if (this == FIRST_SHOWN) {
      return shown;
    }
    return shown.stream().dropWhile(version -> version.timing().equals(EARLY)).toList();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
