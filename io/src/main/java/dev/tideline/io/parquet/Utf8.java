package dev.tideline.io.parquet;

import dev.tideline.records.Text;
import org.apache.parquet.io.api.Binary;

/** Text of files that anybody may have written: bytes that should be UTF-8, and perhaps are not. */
public final class Utf8 {

  private Utf8() {}

  /** The text, or null if the bytes are not UTF-8. */
  public static String textOrNull(Binary bytes) {
    return Text.ofUtf8(bytes.toByteBuffer());
  }
}
