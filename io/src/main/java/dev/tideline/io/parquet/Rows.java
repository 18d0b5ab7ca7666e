package dev.tideline.io.parquet;

import dev.tideline.event.EventView;
import dev.tideline.event.RecordDecoder;
import dev.tideline.io.files.SourceFile;
import java.io.IOException;

/**
 * Rows of one type, a batch of them at a time, decoded column by column into arrays that are used
 * again for each batch.
 *
 * @param <V> the view through which a row is shown
 */
public interface Rows<V extends EventView> {

  /** How many rows are decoded at a time: few enough for their arrays to stay in the cache. */
  int BATCH = 4096;

  /**
   * Decodes the next rows of every column.
   *
   * @param rows how many, at most {@link #BATCH}
   */
  void load(int rows) throws IOException;

  /**
   * Shows a row of the batch as an event or a defect.
   *
   * @param row its number in the batch, from 0
   * @param number its number in the file, from 0
   */
  void show(int row, long number, RecordDecoder.Handler<V> handler);

  /** Begins to read a row group. */
  @FunctionalInterface
  interface Opening<V extends EventView> {
    /** Picks the columns. */
    Rows<V> open(OpenRowGroup from, SourceFile file) throws IOException;
  }
}
