package dev.tideline.io.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.apache.parquet.io.api.Binary;

/** Text of files that anybody may have written: bytes that should be UTF-8, and perhaps are not. */
public final class Utf8 {

  /** What Java puts where bytes are no UTF-8. */
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /** The text, or null if the bytes are not UTF-8. */
  public static String textOrNull(Binary bytes) {
    String text = bytes.toStringUsingUTF8();
    return text.indexOf(REPLACEMENT) < 0 ? text : strict(bytes.toByteBuffer());
  }

  /** The text, or null if the bytes are not UTF-8. */
  public static String textOrNull(ByteBuffer bytes) {
    String text = UTF_8.decode(bytes.duplicate()).toString();
    return text.indexOf(REPLACEMENT) < 0 ? text : strict(bytes.duplicate());
  }

  /** The character may be in the text itself. */
  private static String strict(ByteBuffer bytes) {
    try {
      return UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException malformed) {
      return null;
    }
  }
}
