package dev.tideline.event;

/**
 * Whether another copy of an event counts that does not count itself: what is lost by it, or not.
 */
public enum OtherCopy {
  /** Another copy counts: nothing is lost. */
  COUNTED,
  /** No copy counts: the event is not in the answer. */
  NOT_COUNTED,
  /** The source can't tell. */
  UNKNOWN
}
