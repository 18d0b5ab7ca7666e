package dev.tideline.io.parquet;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.number;
import static dev.tideline.io.files.SourceFileCoder.FILE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The bytes of a {@link RowGroup}. */
public final class RowGroupCoder extends AtomicCoder<RowGroup> {

  private static final long serialVersionUID = 1;

  private RowGroupCoder() {}

  /** The coder. */
  public static RowGroupCoder of() {
    return new RowGroupCoder();
  }

  @Override
  public void encode(RowGroup rowGroup, OutputStream out) throws IOException {
    FILE.encode(rowGroup.file(), out);
    count(rowGroup.index(), out);
    number(rowGroup.firstRow(), out);
    number(rowGroup.rows(), out);
  }

  @Override
  public RowGroup decode(InputStream in) throws IOException {
    return new RowGroup(FILE.decode(in), count(in), number(in), number(in));
  }
}
