package dev.tideline.proof.world;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A record as it was sent.
 *
 * @param partition duplicates of an event share one
 * @param line its bytes, each as a character: it may be anything but UTF-8
 */
public record WorldRecord(WorldTopic topic, int partition, String line) {

  private static final Pattern INGEST_TIME =
      Pattern.compile("\"ingest_time\":\"(\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z)\"");

  /** Any bytes at all can be read in it and written again. */
  static final Charset BYTES = StandardCharsets.ISO_8859_1;

  /** A record of these bytes. */
  public static WorldRecord of(WorldTopic topic, int partition, byte[] bytes) {
    return new WorldRecord(topic, partition, new String(bytes, BYTES));
  }

  /** When it says that it was ingested, ms since the epoch, however broken the rest of it is. */
  public OptionalLong ingestTime() {
    Matcher told = INGEST_TIME.matcher(line);
    return told.find()
        ? OptionalLong.of(Instant.parse(told.group(1)).toEpochMilli())
        : OptionalLong.empty();
  }

  /** Its bytes. */
  public byte[] bytes() {
    return line.getBytes(BYTES);
  }
}
