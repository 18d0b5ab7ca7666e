package dev.tideline.io.archive.source;

import dev.tideline.io.archive.view.FileView;
import dev.tideline.io.files.InputException;
import dev.tideline.io.parquet.ParquetFiles;
import dev.tideline.io.parquet.RowGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageType;

/**
 * Finds the row groups that can't be read, after a run has failed for one: ParquetIO fails at the
 * first, and does not say which it was reading.
 */
final class UnreadableRowGroups {

  private UnreadableRowGroups() {}

  /**
   * What is wrong with each of them.
   *
   * @param columns the archive's own
   * @param failure the run's: they are only looked for if Parquet has a part in it
   */
  static List<String> of(List<RowGroup> rowGroups, MessageType columns, Throwable failure) {
    List<String> found = new ArrayList<>();
    if (isOfParquet(failure)) {
      for (RowGroup rowGroup : rowGroups) {
        try {
          FileView view = FileView.of(columns, ParquetFiles.footer(rowGroup.file()));
          ParquetFiles.mustBeReadable(rowGroup, view.columnsInFile());
        } catch (IOException | InputException unreadable) {
          found.add(unreadable.getMessage());
        }
      }
    }
    return found;
  }

  /** An error, such as a codec's library that can't be loaded, is of the machine, not of a file. */
  private static boolean isOfParquet(Throwable failure) {
    List<Throwable> causes =
        Stream.iterate(failure, cause -> cause != null, Throwable::getCause).toList();
    return causes.stream().noneMatch(Error.class::isInstance)
        && causes.stream()
            .flatMap(cause -> Stream.of(cause.getStackTrace()))
            .anyMatch(frame -> frame.getClassName().startsWith("org.apache.parquet."));
  }
}
