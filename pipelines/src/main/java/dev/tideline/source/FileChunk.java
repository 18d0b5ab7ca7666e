package dev.tideline.source;

/**
 * A part of a file of lines: the lines that begin in it.
 *
 * @param file the file
 * @param start its first byte, from 0
 * @param end the first byte past it; {@link Long#MAX_VALUE} for all that follows
 */
public record FileChunk(SourceFile file, long start, long end) {

  @Override
  public String toString() {
    return file + ", from byte " + start;
  }
}
