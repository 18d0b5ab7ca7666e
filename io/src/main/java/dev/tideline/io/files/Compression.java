package dev.tideline.io.files;

import java.nio.file.Path;
import java.util.Locale;

/** How a file is compressed, by the end of its name in upper or lower case. */
public enum Compression {
  /** Not at all: it can be read from anywhere. */
  NONE(""),
  /** RFC 1952, of one member or several. */
  GZIP(".gz"),
  /** RFC 8878, of one frame or several. */
  ZSTD(".zst");

  private final String ending;

  Compression(String ending) {
    this.ending = ending;
  }

  /** How a file of this name is compressed. */
  public static Compression of(Path file) {
    return of(file.getFileName().toString());
  }

  static Compression of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Compression compression : values()) {
      if (compression != NONE && lower.endsWith(compression.ending)) {
        return compression;
      }
    }
    return NONE;
  }

  /** A name without the end that says how the file is compressed. */
  String strippedFrom(String name) {
    return name.substring(0, name.length() - ending.length());
  }
}
