package dev.tideline.io.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;

/** A row group that is open for reading, with the columns that were asked for and no others. */
public final class OpenRowGroup implements AutoCloseable {

  private final ParquetFileReader file;
  private final RowGroup rowGroup;
  private final MessageType projection;
  private final PageReadStore pages;
  private final List<ColumnChunk> columns = new ArrayList<>();
  private final List<PageReadStore> opened = new ArrayList<>();

  private OpenRowGroup(ParquetFileReader file, RowGroup rowGroup, MessageType projection)
      throws IOException {
    this.file = file;
    this.rowGroup = rowGroup;
    this.projection = projection;
    this.pages = read(projection);
  }

  private PageReadStore read(MessageType columns) throws IOException {
    file.setRequestedSchema(columns);
    PageReadStore read = file.readRowGroup(rowGroup.index());
    if (read == null || read.getRowCount() != rowGroup.rows()) {
      throw new IOException("it has changed since the job began");
    }
    opened.add(read);
    return read;
  }

  /** Opens a row group to read these columns. */
  static OpenRowGroup of(RowGroup rowGroup, MessageType projection) throws IOException {
    ParquetFileReader file = ParquetFiles.open(rowGroup.file().path());
    try {
      return new OpenRowGroup(file, rowGroup, projection);
    } catch (IOException | RuntimeException failed) {
      file.close();
      throw failed;
    }
  }

  /** One of the columns, from its first value. */
  public ColumnChunk column(String... path) throws IOException {
    ColumnDescriptor column = projection.getColumnDescription(path);
    ColumnChunk chunk = new ColumnChunk(column, pages.getPageReader(column));
    columns.add(chunk);
    return chunk;
  }

  /** A column of text beside those that were asked for, to be read only if it is needed. */
  public LazyTexts later(String... path) {
    return new LazyTexts(this, path);
  }

  /** Opens one more column, from its first value. */
  ColumnChunk openLate(String... path) throws IOException {
    MessageType one =
        Projection.of(file.getFileMetaData().getSchema(), String.join(".", List.of(path)));
    ColumnDescriptor column = one.getColumnDescription(path);
    return new ColumnChunk(column, read(one).getPageReader(column));
  }

  /** The failure to read it, which names it. */
  IOException unreadable(Exception why) {
    return new IOException(rowGroup + " can't be read: " + why.getMessage(), why);
  }

  /** Insists that no column has a value left: each has exactly as many rows as the footer says. */
  void mustBeRead() {
    columns.forEach(ColumnChunk::mustBeRead);
  }

  @Override
  public void close() throws IOException {
    try (file) {
      opened.forEach(PageReadStore::close);
    }
  }
}
