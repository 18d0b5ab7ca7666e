package dev.tideline.records;

/**
 * What is kept of a rejected record.
 *
 * @param text a JSON object of those of its fields that can be kept, see {@link Redactor}; empty if
 *     it is no object, or a row of a file, which keeps it
 * @param size how many bytes the record had
 */
public record Payload(String text, int size) {

  /** The record stays where it is: its location is enough to find it. */
  public static final Payload IN_PLACE = new Payload("", 0);
}
