package dev.tideline.io.parquet;

import dev.tideline.io.files.InputException;
import dev.tideline.io.files.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;

/** Opens Parquet files. */
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
   * The footer of a file.
   *
   * @throws InputException if the file is not Parquet, or is cut off
   */
  public static FileFooter footer(SourceFile file) throws InputException {
    try (ParquetFileReader reader = open(file)) {
      for (BlockMetaData block : reader.getFooter().getBlocks()) {
        block.getColumns().forEach(ColumnChunkMetaData::getCodec); // fails if it is encrypted
      }
      return new FileFooter(
          file, reader.getFooter().getFileMetaData(), reader.getFooter().getBlocks());
    } catch (IOException | RuntimeException unreadable) { // Parquet throws many kinds of the latter
      throw new InputException(file + " can't be read as Parquet: " + reason(file, unreadable));
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
