package dev.tideline.benchmarks.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The order events of a row group, a batch at a time, decoded column by column into arrays. Texts
 * become numbers, by a look-up for each entry of a dictionary instead of each row. The arrays are
 * filled anew by {@link #next}, so that nobody may keep them.
 */
@SuppressWarnings("MutablePublicArray") // read in loops over millions of rows
public final class OrderColumns implements AutoCloseable {

  private static final int BATCH = 4096; // rows
  private static final MessageType COLUMNS =
      MessageTypeParser.parseMessageType(
          """
          message order_event {
            required binary type (STRING);
            required binary store_id (STRING);
            required int64 event_time (TIMESTAMP(MILLIS,true));
            required int64 placed_at (TIMESTAMP(MILLIS,true));
            required binary currency (STRING);
            required int64 ingest_time (TIMESTAMP(MILLIS,true));
            required int32 copy;
            required group lines (LIST) { repeated group list { required group element {
              required binary category (STRING);
              required int32 quantity;
              required int64 amount (DECIMAL(18,4));
              required int64 cost (DECIMAL(18,4));
            } } }
          }
          """);

  /** Columns of rows. Times in ms since the epoch. */
  public final int[] type = new int[BATCH];

  public final int[] store = new int[BATCH];
  public final int[] currency = new int[BATCH];
  public final int[] copy = new int[BATCH];
  public final long[] eventTime = new long[BATCH];
  public final long[] placedAt = new long[BATCH];
  public final long[] ingestTime = new long[BATCH];

  /** The lines of row r are those from {@code firstLine[r]} to before {@code firstLine[r + 1]}. */
  public final int[] firstLine = new int[BATCH + 1];

  /** Columns of lines. Amounts in 1/10 000 currency units. */
  public int[] category = new int[2 * BATCH];

  public int[] quantity = new int[2 * BATCH];
  public long[] amount = new long[2 * BATCH];
  public long[] cost = new long[2 * BATCH];

  private final ParquetFileReader file;
  private final PageReadStore pages;
  private final long rows;
  private final Column types;
  private final Column stores;
  private final Column currencies;
  private final Column copies;
  private final Column eventTimes;
  private final Column placedAts;
  private final Column ingestTimes;
  private final Column categories;
  private final Column quantities;
  private final Column amounts;
  private final Column costs;

  /** How many lines come before each entry of the columns of lines, an empty list being one. */
  private int[] linesBefore;

  /** How many lines come before each row. */
  private int[] rowStarts;

  private long done;

  /**
   * The numbers of texts.
   *
   * @param type of types
   * @param store of stores
   * @param currency of currencies
   * @param category of categories
   */
  public record Numbers(
      ToIntFunction<Binary> type,
      ToIntFunction<Binary> store,
      ToIntFunction<Binary> currency,
      ToIntFunction<Binary> category) {}

  /** Opens a row group. */
  public OrderColumns(RowGroup group, Numbers numbers) throws IOException {
    file = ParquetFileReader.open(new LocalInputFile(Path.of(group.file())));
    file.setRequestedSchema(COLUMNS);
    pages = file.readRowGroup(group.index());
    rows = pages.getRowCount();
    types = column(numbers.type, "type");
    stores = column(numbers.store, "store_id");
    currencies = column(numbers.currency, "currency");
    copies = column(null, "copy");
    eventTimes = column(null, "event_time");
    placedAts = column(null, "placed_at");
    ingestTimes = column(null, "ingest_time");
    categories = column(numbers.category, "lines", "list", "element", "category");
    quantities = column(null, "lines", "list", "element", "quantity");
    amounts = column(null, "lines", "list", "element", "amount");
    costs = column(null, "lines", "list", "element", "cost");
    readLevels();
  }

  private Column column(ToIntFunction<Binary> number, String... path) {
    ColumnDescriptor column = COLUMNS.getColumnDescription(path);
    return new Column(column, pages.getPageReader(column), number);
  }

  /** Loads the next rows; gives how many, 0 at the end. */
  public int next() throws IOException {
    int count = (int) Math.min(BATCH, rows - done);
    if (count == 0) {
      return 0;
    }
    types.readTexts(type, count);
    stores.readTexts(store, count);
    currencies.readTexts(currency, count);
    copies.readInts(copy, count);
    eventTimes.readLongs(eventTime, count);
    placedAts.readLongs(placedAt, count);
    ingestTimes.readLongs(ingestTime, count);
    int base = rowStarts[(int) done];
    for (int row = 0; row <= count; row++) {
      firstLine[row] = rowStarts[(int) done + row] - base;
    }
    readLines(firstLine[count]);
    done += count;
    return count;
  }

  private void readLines(int lines) throws IOException {
    if (lines > quantity.length) {
      category = new int[2 * lines];
      quantity = new int[2 * lines];
      amount = new long[2 * lines];
      cost = new long[2 * lines];
    }
    categories.readTexts(category, lines);
    quantities.readInts(quantity, lines);
    amounts.readLongs(amount, lines);
    costs.readLongs(cost, lines);
  }

  /** All columns of lines have the same levels: they are read of one of them. */
  private void readLevels() throws IOException {
    List<DataPageV1> all = new ArrayList<>();
    int entries = 0;
    for (DataPage page = quantities.pages.readPage();
        page != null;
        page = quantities.pages.readPage()) {
      all.add((DataPageV1) page);
      entries += page.getValueCount();
    }
    linesBefore = new int[entries + 1];
    rowStarts = new int[(int) rows + 1];
    int entry = 0;
    int lines = 0;
    int row = 0;
    int present = quantities.descriptor.getMaxDefinitionLevel();
    for (DataPageV1 page : all) {
      int count = page.getValueCount();
      ByteBufferInputStream in = page.getBytes().toInputStream();
      ValuesReader repetition =
          page.getRlEncoding().getValuesReader(quantities.descriptor, ValuesType.REPETITION_LEVEL);
      repetition.initFromPage(count, in);
      ValuesReader definition =
          page.getDlEncoding().getValuesReader(quantities.descriptor, ValuesType.DEFINITION_LEVEL);
      definition.initFromPage(count, in);
      for (int i = 0; i < count; i++) {
        if (repetition.readInteger() == 0) {
          rowStarts[row++] = lines;
        }
        linesBefore[entry++] = lines;
        if (definition.readInteger() == present) {
          lines++;
        }
      }
      quantities.opened.add(new Opened(page, in));
    }
    linesBefore[entry] = lines;
    rowStarts[row] = lines;
  }

  @Override
  public void close() throws IOException {
    pages.close();
    file.close();
  }

  /** A page that has been read up to its values. */
  private record Opened(DataPageV1 page, ByteBufferInputStream in) {}

  private final class Column {
    private final ColumnDescriptor descriptor;
    private final PageReader pages;
    private final Dictionary dictionary;
    private final ToIntFunction<Binary> number;

    /** The number of each text of the dictionary; null if there are none. */
    private final int[] numbers;

    private final Deque<Opened> opened = new ArrayDeque<>();
    private int entry;
    private int left;

    /** Of the page: its values, or their bytes as they are, if that is how it has them. */
    private ValuesReader values;

    private ByteBuffer plain;
    private boolean fromDictionary;

    Column(ColumnDescriptor descriptor, PageReader pages, ToIntFunction<Binary> number) {
      this.descriptor = descriptor;
      this.pages = pages;
      this.number = number;
      DictionaryPage page = pages.readDictionaryPage();
      try {
        dictionary = page == null ? null : page.getEncoding().initDictionary(descriptor, page);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      numbers = dictionary == null || number == null ? null : new int[dictionary.getMaxId() + 1];
      for (int id = 0; numbers != null && id < numbers.length; id++) {
        numbers[id] = number.applyAsInt(dictionary.decodeToBinary(id));
      }
    }

    /** How many values can be had of one page, and are taken. */
    private int take(int wanted) throws IOException {
      while (left == 0) {
        open();
      }
      int count = Math.min(wanted, left);
      left -= count;
      return count;
    }

    private void open() throws IOException {
      boolean nested = descriptor.getMaxRepetitionLevel() > 0;
      Opened next = opened.poll();
      if (next == null) {
        DataPageV1 page = (DataPageV1) pages.readPage();
        next = new Opened(page, page.getBytes().toInputStream());
        if (nested) {
          skipLevels(next.in);
          skipLevels(next.in);
        }
      }
      int count = next.page.getValueCount();
      left = nested ? linesBefore[entry + count] - linesBefore[entry] : count;
      entry += count;
      Encoding encoding = next.page.getValueEncoding();
      fromDictionary = encoding.usesDictionary();
      plain = null;
      values = null;
      if (fromDictionary) {
        values = encoding.getDictionaryBasedValuesReader(descriptor, ValuesType.VALUES, dictionary);
        values.initFromPage(count, next.in);
      } else if (encoding == Encoding.PLAIN
          && descriptor.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT64) {
        plain = next.in.slice(next.in.available()).order(ByteOrder.LITTLE_ENDIAN);
      } else {
        values = encoding.getValuesReader(descriptor, ValuesType.VALUES);
        values.initFromPage(count, next.in);
      }
    }

    private void skipLevels(ByteBufferInputStream in) throws IOException {
      byte[] size = in.readNBytes(Integer.BYTES);
      in.skipFully(ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN).getInt());
    }

    void readLongs(long[] into, int count) throws IOException {
      int at = 0;
      while (at < count) {
        int end = at + take(count - at);
        if (plain != null) {
          plain.asLongBuffer().get(into, at, end - at);
          plain.position(plain.position() + Long.BYTES * (end - at));
          at = end;
        } else {
          for (; at < end; at++) {
            into[at] = values.readLong();
          }
        }
      }
    }

    void readInts(int[] into, int count) throws IOException {
      int at = 0;
      while (at < count) {
        for (int end = at + take(count - at); at < end; at++) {
          into[at] = values.readInteger();
        }
      }
    }

    void readTexts(int[] into, int count) throws IOException {
      int at = 0;
      while (at < count) {
        int end = at + take(count - at);
        for (; at < end; at++) {
          into[at] =
              fromDictionary
                  ? numbers[values.readValueDictionaryId()]
                  : number.applyAsInt(values.readBytes());
        }
      }
    }
  }
}
