package dev.tideline.io.lines;

import dev.tideline.io.files.InputException;
import dev.tideline.io.files.SourceFile;
import dev.tideline.records.SourceRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a file of lines: the lines that begin in it.
 *
 * @param file the file
 * @param start its first byte, from 0
 * @param end the first byte past it; {@link Long#MAX_VALUE} for all that follows
 */
public record FileChunk(SourceFile file, long start, long end) {

  /**
   * Parts of files that together hold every line once.
   *
   * @param most how many bytes a part has at most; a compressed file is one part
   */
  public static List<FileChunk> of(List<SourceFile> files, long most) throws InputException {
    List<FileChunk> chunks = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    FirstBytes.problemsOf(files).forEach(problems::add);
    for (SourceFile file : files) {
      try {
        long size = file.size();
        if (file.compressed()) {
          chunks.add(new FileChunk(file, 0, Long.MAX_VALUE));
          continue;
        }
        for (long start = 0; start < size; start += most) {
          chunks.add(new FileChunk(file, start, Math.min(start + most, size)));
        }
      } catch (IOException unreadable) {
        problems.add(file + " can't be read: " + unreadable.getMessage());
      }
    }
    InputException.throwIfAny(problems);
    return chunks;
  }

  /** What it is of its file, in bytes as they are stored. */
  SourceRange range() throws IOException {
    return SourceRange.ofFile(file.name(), start, end == Long.MAX_VALUE ? file.size() : end);
  }

  @Override
  public String toString() {
    return file + (start == 0 ? "" : ", from byte " + start);
  }
}
