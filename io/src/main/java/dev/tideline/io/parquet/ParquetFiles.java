package dev.tideline.io.parquet;

import dev.tideline.io.files.InputException;
import dev.tideline.io.files.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;

/** Looks into Parquet files before a job starts. */
public final class ParquetFiles {

  private ParquetFiles() {}

  /**
   * Opens a file and reads its footer.
   *
   * <p>Options are made anew for each file, for they hold the decompressors, which are not for two
   * threads at a time. Checksums, where a file has them, tell bad disks from bad data.
   */
  static ParquetFileReader open(SourceFile file) throws IOException {
    return ParquetFileReader.open(
        new LocalInputFile(file.path()),
        ParquetReadOptions.builder().usePageChecksumVerification().build());
  }

  /**
   * The row groups of all files, in order.
   *
   * @param columns the columns that will be read
   * @throws InputException naming each file that is not Parquet, is cut off, or lacks a column
   */
  public static List<RowGroup> rowGroups(List<SourceFile> files, MessageType columns)
      throws InputException {
    List<RowGroup> rowGroups = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (SourceFile file : files) {
      try {
        rowGroups.addAll(rowGroupsOf(file, columns));
      } catch (InputException unfit) {
        problems.addAll(unfit.problems());
      }
    }
    InputException.throwIfAny(problems);
    return rowGroups;
  }

  private static List<RowGroup> rowGroupsOf(SourceFile file, MessageType columns)
      throws InputException {
    try (ParquetFileReader reader = open(file)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      for (ColumnDescriptor column : columns.getColumns()) {
        check(column, schema, file);
      }
      List<RowGroup> rowGroups = new ArrayList<>();
      long firstRow = 0;
      for (BlockMetaData block : reader.getRowGroups()) {
        rowGroups.add(new RowGroup(file, rowGroups.size(), firstRow, block.getRowCount()));
        firstRow += block.getRowCount();
      }
      return rowGroups;
    } catch (IOException | RuntimeException unreadable) { // Parquet throws many kinds of the latter
      throw new InputException(file + " can't be read as Parquet: " + reason(file, unreadable));
    }
  }

  private static void check(ColumnDescriptor wanted, MessageType schema, SourceFile file)
      throws InputException {
    Optional<ColumnDescriptor> found =
        schema.getColumns().stream().filter(wanted::equals).findFirst(); // that is: of this path
    String name = String.join(".", wanted.getPath());
    if (found.isEmpty()) {
      throw new InputException(file + " is no archive file: it has no column " + name);
    }
    ColumnDescriptor column = found.get();
    if (!column.getPrimitiveType().equals(wanted.getPrimitiveType())
        || column.getMaxDefinitionLevel() != wanted.getMaxDefinitionLevel()
        || column.getMaxRepetitionLevel() != wanted.getMaxRepetitionLevel()) {
      throw new InputException(
          "%s is no archive file: its column %s is «%s», not «%s»"
              .formatted(file, name, column.getPrimitiveType(), wanted.getPrimitiveType()));
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
    String message = unreadable.getMessage();
    return message == null ? unreadable.getClass().getSimpleName() : message;
  }
}
