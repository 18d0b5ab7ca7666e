package dev.tideline.datasets.journey;

/** Why an event arrives later than others. */
public enum Late {
  /** It doesn't. */
  NOT,
  /** The network was slow. */
  SLOW,
  /** The till had no connection when it happened. */
  OFFLINE
}
