package dev.tideline.io.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of the input.
 *
 * @param path where it is, which every worker reaches
 * @param name what people call it: its path below the input
 */
public record SourceFile(Path path, String name) {

  /** How it is compressed. */
  public Compression compression() {
    return Compression.of(path);
  }

  /**
   * How many bytes it has, as they are stored.
   *
   * @throws IOException if it is not there, or can't be asked for
   */
  public long size() throws IOException {
    return Files.size(path);
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
