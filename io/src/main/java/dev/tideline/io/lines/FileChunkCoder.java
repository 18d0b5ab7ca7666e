package dev.tideline.io.lines;

import static dev.tideline.encoding.Fields.number;
import static dev.tideline.io.files.SourceFileCoder.FILE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The bytes of a {@link FileChunk}. */
public final class FileChunkCoder extends AtomicCoder<FileChunk> {

  private static final long serialVersionUID = 1;

  private FileChunkCoder() {}

  /** The coder. */
  public static FileChunkCoder of() {
    return new FileChunkCoder();
  }

  @Override
  public void encode(FileChunk chunk, OutputStream out) throws IOException {
    FILE.encode(chunk.file(), out);
    number(chunk.start(), out);
    number(chunk.end(), out);
  }

  @Override
  public FileChunk decode(InputStream in) throws IOException {
    return new FileChunk(FILE.decode(in), number(in), number(in));
  }
}
