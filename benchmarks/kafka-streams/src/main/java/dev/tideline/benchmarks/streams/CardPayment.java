package dev.tideline.benchmarks.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * What velocity needs of a payment, whose card is the key.
 *
 * @param id of the payment
 * @param time when it was made, ms since the epoch
 * @param ingested when it was ingested, ms since the epoch
 * @param partition which it was read from, of the topic of payments
 */
record CardPayment(String id, long time, long ingested, int partition) {

  private static final int FIXED = 2 * Long.BYTES + Integer.BYTES;

  /** Its bytes, to be read by {@link #of}. */
  byte[] bytes() {
    byte[] text = id.getBytes(UTF_8);
    return ByteBuffer.allocate(FIXED + text.length)
        .putLong(time)
        .putLong(ingested)
        .putInt(partition)
        .put(text)
        .array();
  }

  /** Reads what {@link #bytes} has written. */
  static CardPayment of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long time = in.getLong();
    long ingested = in.getLong();
    int partition = in.getInt();
    return new CardPayment(
        new String(bytes, FIXED, bytes.length - FIXED, UTF_8), time, ingested, partition);
  }
}
