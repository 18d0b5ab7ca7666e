package dev.tideline.io.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * A column of text that is read once somebody asks for it: before, not a byte of it is. For what
 * most readers don't need, such as ids.
 */
public final class LazyTexts {

  private final OpenRowGroup from;
  private final String[] path;

  private ColumnChunk column;
  private String[] texts = {};
  private long passed;
  private int values;
  private boolean read;

  LazyTexts(OpenRowGroup from, String... path) {
    this.from = from;
    this.path = path;
  }

  /**
   * Moves on to the next batch.
   *
   * @param count how many values it has
   */
  public void next(int count) {
    passed += read ? 0 : values;
    values = count;
    read = false;
  }

  /**
   * A value of the batch, null if it is no text.
   *
   * @throws UncheckedIOException if the column can't be read, with the row group in its message
   */
  public String get(int index) {
    if (!read) {
      read();
    }
    return texts[index];
  }

  private void read() {
    try {
      if (column == null) {
        column = from.openLate(path);
      }
      column.skip(passed);
      if (texts.length < values) {
        texts = Arrays.copyOf(texts, Math.max(values, Rows.BATCH));
      }
      column.objects(texts, values, Utf8::textOrNull);
    } catch (IOException | RuntimeException corrupt) {
      IOException unreadable = from.unreadable(corrupt);
      throw new UncheckedIOException(unreadable.getMessage(), unreadable);
    }
    passed = 0;
    read = true;
  }
}
