package dev.tideline.io.parquet;

import dev.tideline.io.files.InputException;
import dev.tideline.io.files.SourceFile;
import dev.tideline.io.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/** Opens Parquet files. */
public final class ParquetFiles {

  private ParquetFiles() {}

  /**
   * Opens a file and reads its footer.
   *
   * <p>Options are made anew for each file, for they hold the decompressors, which are not for two
   * threads at a time. Checksums, where a file has them, tell bad disks from bad data. Hadoop's own
   * configuration reads its XML files anew each time, which costs more than the footer.
   */
  static ParquetFileReader open(Path file) throws IOException {
    return ParquetFileReader.open(
        in(file),
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .usePageChecksumVerification()
            .build());
  }

  /**
   * Opens a file to read all of it.
   *
   * @throws IOException if it can't be opened, or its footer contradicts itself
   */
  public static ParquetFileReader openWhole(Path file) throws IOException {
    ParquetFileReader reader = open(file);
    try {
      for (BlockMetaData rowGroup : reader.getRowGroups()) {
        mustAgree(rowGroup, reader.getFileMetaData().getSchema());
      }
      return reader;
    } catch (IOException | RuntimeException damaged) {
      reader.close();
      throw damaged;
    }
  }

  /** A file to be opened, wherever it is. */
  public static InputFile in(Path file) throws IOException {
    return Storage.isRemote(file)
        ? HadoopInputFile.fromStatus(Storage.status(file), Storage.settings())
        : new LocalInputFile(file);
  }

  /**
   * The footer of a file.
   *
   * @throws InputException if the file is not Parquet, or is cut off, or contradicts itself
   */
  public static FileFooter footer(SourceFile file) throws InputException {
    try (ParquetFileReader reader = openWhole(file.path())) {
      for (BlockMetaData block : reader.getFooter().getBlocks()) {
        block.getColumns().forEach(ColumnChunkMetaData::getCodec); // fails if it is encrypted
      }
      return new FileFooter(
          file, reader.getFooter().getFileMetaData(), reader.getFooter().getBlocks());
    } catch (IOException | RuntimeException unreadable) { // Parquet throws many kinds of the latter
      throw new InputException(file + " can't be read as Parquet: " + reason(file, unreadable));
    }
  }

  /**
   * Makes sure that a row group has as many rows as its columns have values, or no more where a row
   * may have several: a footer has no checksum, and of less than no rows nobody would miss one.
   *
   * @throws IOException if it has not
   */
  static void mustAgree(BlockMetaData rowGroup, MessageType schema) throws IOException {
    long rows = rowGroup.getRowCount();
    for (ColumnChunkMetaData column : rowGroup.getColumns()) {
      long values = column.getValueCount();
      boolean repeats = schema.getMaxRepetitionLevel(column.getPath().toArray()) > 0;
      if (rows < 0 || (repeats ? values < rows : values != rows)) {
        throw new IOException(
            "its footer is damaged: a row group has %d rows, and column %s %d values"
                .formatted(rows, column.getPath().toDotString(), values));
      }
    }
  }

  /**
   * Reads columns of a row group to their end, and forgets them.
   *
   * @throws IOException if they can't be read; it names the row group
   */
  public static void mustBeReadable(RowGroup rowGroup, Set<ColumnPath> columns) throws IOException {
    try (ParquetFileReader reader = open(rowGroup.file().path())) {
      MessageType read =
          Projection.of(
              reader.getFileMetaData().getSchema(),
              columns.stream().map(ColumnPath::toDotString).toArray(String[]::new));
      reader.setRequestedSchema(read);
      RecordReader<Group> rows =
          new ColumnIOFactory()
              .getColumnIO(read)
              .getRecordReader(
                  reader.readRowGroup(rowGroup.index()), new GroupRecordConverter(read));
      for (long row = 0; row < rowGroup.rows(); row++) {
        rows.read();
      }
    } catch (IOException | RuntimeException corrupt) { // Parquet throws many kinds of the latter
      throw RowGroupReader.unreadable(rowGroup, corrupt);
    }
  }

  private static String reason(SourceFile file, Exception unreadable) {
    try {
      if (Files.size(file.path()) == 0) {
        return "it is empty";
      }
    } catch (IOException unknown) {
      unreadable.addSuppressed(unknown);
    }
    if (unreadable instanceof ParquetCryptoRuntimeException) {
      return "it is encrypted, or some of its columns are";
    }
    String message = unreadable.getMessage();
    return message == null ? unreadable.getClass().getSimpleName() : message;
  }
}
