package dev.tideline.io.deadletters;

/**
 * The record of a dead letter, if it still is where it was found.
 *
 * @param letter what was kept of it
 * @param record its bytes, not to be changed; null if they are not to be had
 * @param whyNot why not; null if they are
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are only ever read, never compared
public record Original(DeadLetter letter, byte[] record, String whyNot) {

  /** One that is there. */
  public static Original found(DeadLetter letter, byte[] record) {
    return new Original(letter, record, null);
  }

  /** One that is not. */
  public static Original lost(DeadLetter letter, String whyNot) {
    return new Original(letter, null, whyNot);
  }
}
