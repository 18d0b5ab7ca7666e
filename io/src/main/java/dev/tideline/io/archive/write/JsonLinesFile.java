package dev.tideline.io.archive.write;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes records that are already text, one to a line: UTF-8, unless a record is broken on purpose.
 */
public final class JsonLinesFile implements RecordWriter<byte[]> {

  private static final int BUFFER = 1 << 18;

  private final WholeFile file;
  private final OutputStream out;

  private JsonLinesFile(WholeFile file) throws IOException {
    this.file = file;
    this.out = new BufferedOutputStream(Files.newOutputStream(file.temporary()), BUFFER);
  }

  /** Begins a file that will appear at this place. */
  public static JsonLinesFile at(Path target) throws IOException {
    return new JsonLinesFile(WholeFile.at(target));
  }

  /**
   * Appends a line.
   *
   * @param line its bytes, without a line feed
   */
  @Override
  public void write(byte[] line) throws IOException {
    out.write(line);
    out.write('\n');
  }

  @Override
  public void complete() throws IOException {
    out.close();
    file.appear();
  }

  @Override
  public void close() throws IOException {
    try (file) {
      out.close();
    }
  }
}
