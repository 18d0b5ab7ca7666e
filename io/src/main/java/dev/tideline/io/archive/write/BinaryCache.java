package dev.tideline.io.archive.write;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.io.api.Binary;

/** Remembers the bytes of texts that come again and again, such as stores, articles, currencies. */
final class BinaryCache {

  /** More distinct texts than any such column has; past it nothing more is remembered. */
  private static final int MOST = 100_000;

  private final Map<String, Binary> known = new HashMap<>();

  /** The bytes of a text. */
  Binary of(String text) {
    Binary bytes = known.get(text);
    if (bytes == null) {
      bytes = once(text);
      if (known.size() < MOST) {
        known.put(text, bytes);
      }
    }
    return bytes;
  }

  /** The bytes of a text that hardly comes again, such as an id. */
  static Binary once(String text) {
    return Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
  }
}
