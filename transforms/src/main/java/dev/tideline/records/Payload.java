package dev.tideline.records;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * The bytes of a rejected record as text, with anything that looks like a card number removed and
 * cut to {@link #KEPT} bytes.
 *
 * @param text the bytes as UTF-8, or in Base64 if they are no valid UTF-8; empty if the record is a
 *     row of a file, which keeps it
 * @param base64 whether the text is Base64
 * @param size how many bytes the record had
 */
public record Payload(String text, boolean base64, int size) {

  /** How many bytes of a record are kept at most. */
  public static final int KEPT = 64 * 1024;

  /** Longer than any card number, so that none is cut in two before it is found. */
  private static final int MARGIN = 256;

  /** The record stays where it is: its location is enough to find it. */
  public static final Payload IN_PLACE = new Payload("", false, 0);

  /** The payload of a record, redacted. The bytes themselves are left as they are. */
  public static Payload of(byte[] bytes) {
    byte[] redacted =
        CardNumbers.redact(Arrays.copyOf(bytes, Math.min(bytes.length, KEPT + MARGIN)));
    byte[] kept = Arrays.copyOf(redacted, endOfText(redacted));
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(kept)).toString();
      return new Payload(text, false, bytes.length);
    } catch (CharacterCodingException notText) {
      return new Payload(Base64.getEncoder().encodeToString(kept), true, bytes.length);
    }
  }

  /** The payload of a record that was read well, as its JSON. */
  public static Payload of(String json) {
    return of(json.getBytes(StandardCharsets.UTF_8));
  }

  /** The same beginning of a record that has so many bytes. */
  Payload ofSize(int whole) {
    return new Payload(text, base64, whole);
  }

  /** Where to cut, without parting the bytes of one character. */
  private static int endOfText(byte[] bytes) {
    if (bytes.length <= KEPT) {
      return bytes.length;
    }
    int end = KEPT;
    while (end > KEPT - 4 && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return end;
  }
}
