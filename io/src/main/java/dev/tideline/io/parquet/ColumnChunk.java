package dev.tideline.io.parquet;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Binary;

/**
 * The values of one column of a row group, in the order of its rows, page after page, straight into
 * arrays: no object per row, and of a dictionary each entry is decoded once.
 */
public final class ColumnChunk {

  private final ColumnDescriptor column;
  private final PageReader pages;
  private final Dictionary dictionary;
  private Object[] decoded;

  /** Pages whose lists were measured before their values were read. */
  private final Deque<ColumnPage> ahead = new ArrayDeque<>();

  private ColumnPage page;
  private ColumnPage measured;
  private int entry;

  /**
   * @throws IOException if its dictionary can't be read
   */
  ColumnChunk(ColumnDescriptor column, PageReader pages) throws IOException {
    this.column = column;
    this.pages = pages;
    DictionaryPage dictionaryPage = pages.readDictionaryPage();
    this.dictionary =
        dictionaryPage == null
            ? null
            : dictionaryPage.getEncoding().initDictionary(column, dictionaryPage);
  }

  /** Reads the next values of an int64 column. */
  public void longs(long[] into, int count) {
    for (int at = 0; at < count; ) {
      int end = at + take(count - at);
      ValuesReader values = page.values();
      while (at < end) {
        into[at++] = values.readLong();
      }
    }
  }

  /** Reads the next values of an int32 column. */
  public void ints(int[] into, int count) {
    for (int at = 0; at < count; ) {
      int end = at + take(count - at);
      ValuesReader values = page.values();
      while (at < end) {
        into[at++] = values.readInteger();
      }
    }
  }

  /**
   * Reads the next values of a binary column. Equal values of a dictionary are the same object.
   *
   * @param decode what a value stands for; the same function each time
   */
  public <T> void objects(T[] into, int count, Function<Binary, T> decode) {
    for (int at = 0; at < count; ) {
      int end = at + take(count - at);
      ValuesReader values = page.values();
      if (page.byId()) {
        T[] byId = decoded(decode);
        while (at < end) {
          into[at++] = byId[values.readValueDictionaryId()];
        }
      } else {
        while (at < end) {
          into[at++] = decode.apply(values.readBytes());
        }
      }
    }
  }

  /** Passes over the next values. */
  void skip(long count) {
    for (long left = count; left > 0; ) {
      int taken = take((int) Math.min(left, Integer.MAX_VALUE));
      page.values().skip(taken);
      left -= taken;
    }
  }

  /**
   * Measures the lists of the next rows, of a column of lists.
   *
   * @param offsets is filled with the number of values before each row, then of all of them
   */
  public void lists(int[] offsets, int rows) throws IOException {
    int row = 0;
    int lines = 0;
    while (hasEntry()) {
      if (measured.beginsRow(entry)) {
        if (row == rows) {
          break;
        }
        offsets[row++] = lines;
      }
      lines += measured.hasValue(entry) ? 1 : 0;
      entry++;
    }
    if (row < rows) {
      throw endsEarly();
    }
    offsets[rows] = lines;
  }

  /** Insists that there is nothing left to read. */
  void mustBeRead() {
    if (hasMore()) {
      throw new ParquetDecodingException(this + " has more values than rows");
    }
  }

  private boolean hasMore() {
    while (page != null && page.take(1) == 0) {
      page = ahead.isEmpty() ? nextPage() : ahead.remove();
    }
    return page != null;
  }

  private boolean hasEntry() {
    while (measured == null || entry == measured.entries()) {
      ColumnPage next = nextPage();
      if (next == null) {
        return false;
      }
      ahead.add(next);
      measured = next;
      entry = 0;
    }
    return true;
  }

  private int take(int wanted) {
    int taken = page == null ? 0 : page.take(wanted);
    while (taken == 0) {
      page = ahead.isEmpty() ? nextPage() : ahead.remove();
      if (page == null) {
        throw endsEarly();
      }
      taken = page.take(wanted);
    }
    return taken;
  }

  private ColumnPage nextPage() {
    DataPage next = pages.readPage();
    return next == null ? null : ColumnPage.of(next, column, dictionary);
  }

  @SuppressWarnings("unchecked") // one column is decoded by one function only
  private <T> T[] decoded(Function<Binary, T> decode) {
    if (decoded == null) {
      decoded = new Object[dictionary.getMaxId() + 1];
      for (int id = 0; id < decoded.length; id++) {
        decoded[id] = decode.apply(dictionary.decodeToBinary(id));
      }
    }
    return (T[]) decoded;
  }

  private ParquetDecodingException endsEarly() {
    return new ParquetDecodingException(this + " has fewer values than rows");
  }

  @Override
  public String toString() {
    return "column " + String.join(".", column.getPath());
  }
}
