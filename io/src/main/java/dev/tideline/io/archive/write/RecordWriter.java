package dev.tideline.io.archive.write;

import java.io.Closeable;
import java.io.IOException;

/**
 * Writes the records of one file. The file appears under its name when it is {@link #complete};
 * closed before, it leaves nothing behind.
 *
 * @param <E> what a record is written from
 */
public interface RecordWriter<E> extends Closeable {

  /** Appends a record. */
  void write(E record) throws IOException;

  /** Finishes the file and lets it appear; nothing can be written after it. */
  void complete() throws IOException;

  /**
   * Finishes the last of several files that belong together, as {@link #complete} does.
   *
   * @param files how many there are
   */
  default void completeLast(int files) throws IOException {
    complete();
  }
}
