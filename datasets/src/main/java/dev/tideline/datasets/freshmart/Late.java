package dev.tideline.datasets.freshmart;

/** Why an event arrives later than others. */
enum Late {
  /** It doesn't. */
  NOT,
  /** The network was slow. */
  SLOW,
  /** The till had no connection when it happened. */
  OFFLINE
}
