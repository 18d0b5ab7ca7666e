package dev.tideline.io.parquet;

import dev.tideline.io.files.SourceFile;
import dev.tideline.records.SourceRange;

/**
 * A row group of a Parquet file: the part that one worker reads at a time.
 *
 * @param file the file
 * @param index the number of the row group in its file, from 0
 * @param firstRow the number of its first row in the file, from 0
 * @param rows how many rows it has, by the file's footer
 */
public record RowGroup(SourceFile file, int index, long firstRow, long rows) {

  /** What it is of its file, in rows. */
  public SourceRange range() {
    return SourceRange.ofFile(file.name(), firstRow, firstRow + rows);
  }

  @Override
  public String toString() {
    return file + ", row group " + index;
  }
}
