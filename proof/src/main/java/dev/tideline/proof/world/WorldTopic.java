package dev.tideline.proof.world;

import java.util.Locale;

/** What records are about. */
public enum WorldTopic {
  ORDERS,
  PAYMENTS;

  /** Its folder in a data set. */
  public String folder() {
    return name().toLowerCase(Locale.ROOT);
  }
}
