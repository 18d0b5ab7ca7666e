package dev.tideline.source;

import static dev.tideline.coding.Fields.count;
import static dev.tideline.coding.Fields.number;
import static dev.tideline.coding.Fields.text;

import dev.tideline.columns.RowGroup;
import dev.tideline.input.SourceFile;
import dev.tideline.lines.FileChunk;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;

/** The bytes of what tells a worker which part of the input to read. */
public final class SourceCoders {

  /** A row group. */
  public static final Coder<RowGroup> ROW_GROUP = new RowGroupCoder();

  /** A part of a file of lines. */
  public static final Coder<FileChunk> FILE_CHUNK = new FileChunkCoder();

  private SourceCoders() {}

  private static void file(SourceFile file, OutputStream out) throws IOException {
    text(file.path().toString(), out);
    text(file.name(), out);
  }

  private static SourceFile file(InputStream in) throws IOException {
    return new SourceFile(Path.of(text(in)), text(in));
  }

  private static final class RowGroupCoder extends AtomicCoder<RowGroup> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(RowGroup rowGroup, OutputStream out) throws IOException {
      file(rowGroup.file(), out);
      count(rowGroup.index(), out);
      number(rowGroup.firstRow(), out);
      number(rowGroup.rows(), out);
    }

    @Override
    public RowGroup decode(InputStream in) throws IOException {
      return new RowGroup(file(in), count(in), number(in), number(in));
    }
  }

  private static final class FileChunkCoder extends AtomicCoder<FileChunk> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(FileChunk chunk, OutputStream out) throws IOException {
      file(chunk.file(), out);
      number(chunk.start(), out);
      number(chunk.end(), out);
    }

    @Override
    public FileChunk decode(InputStream in) throws IOException {
      return new FileChunk(file(in), number(in), number(in));
    }
  }
}
