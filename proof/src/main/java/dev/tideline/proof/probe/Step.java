package dev.tideline.proof.probe;

import java.io.Serializable;

/** What a scripted source does next. Times are ms since the epoch. */
sealed interface Step extends Serializable {

  /** Hands over an element. */
  record Element(String key, long value, long time) implements Step {}

  /** Lets its watermark rise to a time. */
  record Watermark(long time) implements Step {}

  /** Waits until a probe has emitted something, for some seconds at most. */
  record Await(String text) implements Step {}

  /** Waits until the runner has taken some more checkpoint marks, of whatever reader. */
  record Marks(int count) implements Step {}

  /** An element of key {@code key} at time 0. */
  static Step element(String key, long value) {
    return new Element(key, value, 0);
  }

  /** An element at a time. */
  static Step element(String key, long value, long time) {
    return new Element(key, value, time);
  }
}
