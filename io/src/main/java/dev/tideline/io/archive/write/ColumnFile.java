package dev.tideline.io.archive.write;

import dev.tideline.io.archive.ArchivePart;
import dev.tideline.io.archive.ArchiveSchema;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.factory.DefaultV1ValuesWriterFactory;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * A Parquet file that is written value by value, straight into its columns: no record is assembled
 * in between.
 *
 * <p>Columns of few distinct values are written with a dictionary; those of mostly distinct ones
 * (ids, times) without, because trying would cost more than all the rest. Each column has its
 * statistics, each page its checksum.
 */
final class ColumnFile implements Closeable {

  /**
   * Rows to a row group, the unit of parallel reading. Small enough that a file of a few million
   * rows keeps every core of a small cluster busy and that a reader holds a column of it in its
   * cache; large enough that what a row group costs (a footer entry and a dictionary per column) is
   * lost in the noise.
   */
  static final int ROWS_PER_GROUP = 250_000;

  /** Closes a row group early when its rows are large, so that a writer's memory is bounded. */
  private static final long BYTES_PER_GROUP = 64L << 20;

  private static final int ROWS_PER_SIZE_CHECK = 1 << 12;
  private static final int DICTIONARY_BYTES = 1 << 20;
  private static final ByteBufferAllocator MEMORY = HeapByteBufferAllocator.getInstance();

  private final WholeFile file;
  private final ArchivePart part;
  private final MessageType schema;
  private final ParquetProperties properties;
  private final CodecFactory codecs;
  private final BytesInputCompressor compressor;
  private final ParquetFileWriter out;
  private final List<ColumnDescriptor> descriptors;
  private final ColumnWriter[] columns;
  private ColumnChunkPageWriteStore pages;
  private ColumnWriteStore store;
  private int rows;

  private ColumnFile(
      WholeFile file, ArchivePart part, MessageType schema, ParquetProperties properties)
      throws IOException {
    this.file = file;
    this.part = part;
    this.schema = schema;
    this.properties = properties;
    this.codecs =
        new CodecFactory(new PlainParquetConfiguration(), properties.getPageSizeThreshold());
    this.compressor = codecs.getCompressor(CompressionCodecName.SNAPPY);
    this.descriptors = schema.getColumns();
    this.columns = new ColumnWriter[descriptors.size()];
    this.out =
        new ParquetFileWriter(
            new LocalOutputFile(file.temporary()),
            schema,
            ParquetFileWriter.Mode.CREATE,
            BYTES_PER_GROUP,
            0,
            null,
            properties);
    out.start();
    beginGroup();
  }

  /**
   * Begins a file that will appear at this place.
   *
   * @param distinct the columns whose values are mostly distinct, by their dotted path
   * @param part the part of an archive it belongs to
   */
  static ColumnFile at(Path target, MessageType schema, List<String> distinct, ArchivePart part)
      throws IOException {
    ParquetProperties.Builder properties =
        ParquetProperties.builder()
            .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
            .withDictionaryPageSize(DICTIONARY_BYTES)
            .withSizeStatisticsEnabled(false)
            // The default one is shared by all files: each would get what the last one was told.
            .withValuesWriterFactory(new DefaultV1ValuesWriterFactory())
            .withAllocator(MEMORY);
    distinct.forEach(column -> properties.withDictionaryEncoding(column, false));
    return new ColumnFile(WholeFile.at(target), part, schema, properties.build());
  }

  /** The writer of a column, by its position in the schema; valid until the row ends. */
  ColumnWriter column(int position) {
    return columns[position];
  }

  /** Ends a row for which each column was given its values. */
  void endRow() throws IOException {
    store.endRecord();
    rows++;
    boolean full =
        rows == ROWS_PER_GROUP
            || (rows % ROWS_PER_SIZE_CHECK == 0 && store.getBufferedSize() > BYTES_PER_GROUP);
    if (full) {
      endGroup();
      beginGroup();
    }
  }

  /**
   * Finishes the file and lets it appear.
   *
   * @param files how many files its part has, in the last one; 0 in all others
   */
  void complete(int files) throws IOException {
    endGroup();
    Map<String, String> marks = part.marks(files);
    marks.put(ArchiveSchema.VERSION_KEY, Integer.toString(ArchiveSchema.VERSION));
    out.end(marks);
    out.close();
    Footer.settle(file.temporary());
    file.appear();
  }

  @Override
  public void close() throws IOException {
    try (file) {
      codecs.release();
      out.close();
    }
  }

  private void beginGroup() {
    pages =
        new ColumnChunkPageWriteStore(
            compressor,
            schema,
            MEMORY,
            properties.getColumnIndexTruncateLength(),
            properties.getPageWriteChecksumEnabled());
    store = properties.newColumnWriteStore(schema, pages, pages);
    for (int i = 0; i < columns.length; i++) {
      columns[i] = store.getColumnWriter(descriptors.get(i));
    }
    rows = 0;
  }

  private void endGroup() throws IOException {
    if (rows > 0) {
      out.startBlock(rows);
      store.flush();
      pages.flushToFileWriter(out);
      out.endBlock();
    }
    store.close();
    pages.close();
  }
}
