package dev.tideline.io.files;

import java.nio.file.Path;

/**
 * A file of the input.
 *
 * @param path where it is, on a disk that every worker sees
 * @param name what people call it: its path below the input
 */
public record SourceFile(Path path, String name) {

  /** How it is compressed. */
  public Compression compression() {
    return Compression.of(path);
  }

  /** Whether it must be unpacked from its beginning, so that it can't be read in parts. */
  public boolean compressed() {
    return compression() != Compression.NONE;
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
