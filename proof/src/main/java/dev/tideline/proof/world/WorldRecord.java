package dev.tideline.proof.world;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A record as it was sent.
 *
 * @param partition duplicates of an event share one
 * @param line its bytes, each as a character: it may be anything but UTF-8
 */
public record WorldRecord(WorldTopic topic, int partition, String line) {

  /** Any bytes at all can be read in it and written again. */
  static final Charset BYTES = StandardCharsets.ISO_8859_1;

  /** A record of these bytes. */
  public static WorldRecord of(WorldTopic topic, int partition, byte[] bytes) {
    return new WorldRecord(topic, partition, new String(bytes, BYTES));
  }

  /** Its bytes. */
  public byte[] bytes() {
    return line.getBytes(BYTES);
  }
}
