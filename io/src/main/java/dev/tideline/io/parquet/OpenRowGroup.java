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
  private final MessageType projection;
  private final PageReadStore pages;
  private final List<ColumnChunk> columns = new ArrayList<>();

  private OpenRowGroup(ParquetFileReader file, RowGroup rowGroup, MessageType projection)
      throws IOException {
    this.file = file;
    this.projection = projection;
    file.setRequestedSchema(projection);
    this.pages = file.readRowGroup(rowGroup.index());
    if (pages == null || pages.getRowCount() != rowGroup.rows()) {
      throw new IOException("it has changed since the job began");
    }
  }

  /** Opens a row group to read these columns. */
  static OpenRowGroup of(RowGroup rowGroup, MessageType projection) throws IOException {
    ParquetFileReader file = ParquetFiles.open(rowGroup.file());
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

  /** Insists that no column has a value left: each has exactly as many rows as the footer says. */
  void mustBeRead() {
    columns.forEach(ColumnChunk::mustBeRead);
  }

  @Override
  public void close() throws IOException {
    try (file) {
      pages.close();
    }
  }
}
