package dev.tideline.io.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * One page of a column. Of a column of lists it knows its entries: a value each, or none where a
 * list is empty. Of any other column each entry is a value.
 */
final class ColumnPage {

  private static final int[] FLAT = {};

  private final ValuesReader values;
  private final boolean byId;
  private final int entries;
  private final int full;
  private final int[] definition;
  private final Levels repetitionLevels;
  private int[] repetition;
  private int left;

  private ColumnPage(
      ValuesReader values,
      boolean byId,
      int entries,
      int full,
      Levels definitionLevels,
      Levels repetitionLevels)
      throws IOException {
    this.values = values;
    this.byId = byId;
    this.entries = entries;
    this.full = full;
    this.definition = full == 0 ? FLAT : decoded(definitionLevels, entries);
    this.repetitionLevels = repetitionLevels;
    this.left = full == 0 ? entries : valuesIn(definition, full);
  }

  /**
   * Opens a page.
   *
   * @param dictionary of the column, or null
   */
  static ColumnPage of(DataPage page, ColumnDescriptor column, Dictionary dictionary) {
    return page.accept(
        new DataPage.Visitor<ColumnPage>() {
          @Override
          public ColumnPage visit(DataPageV1 v1) {
            return unchecked(() -> open(v1, column, dictionary));
          }

          @Override
          public ColumnPage visit(DataPageV2 v2) {
            return unchecked(() -> open(v2, column, dictionary));
          }
        });
  }

  /** How many entries it has. */
  int entries() {
    return entries;
  }

  /**
   * Whether a row begins with this entry. Asked of one column only, so the others don't decode it.
   */
  boolean beginsRow(int entry) throws IOException {
    if (repetition == null) {
      repetition = decoded(repetitionLevels, entries);
    }
    return repetition[entry] == 0;
  }

  /** Whether this entry is a value, not an empty list. */
  boolean hasValue(int entry) {
    return definition[entry] == full;
  }

  /** The values that follow. */
  ValuesReader values() {
    return values;
  }

  /** Whether the values are ids of the column's dictionary. */
  boolean byId() {
    return byId;
  }

  /** Promises to read so many of the values that are left, if there are. */
  int take(int wanted) {
    int taken = Math.min(left, wanted);
    left -= taken;
    return taken;
  }

  private static ColumnPage open(DataPageV1 page, ColumnDescriptor column, Dictionary dictionary)
      throws IOException {
    int entries = page.getValueCount();
    ByteBufferInputStream in = page.getBytes().toInputStream();
    ValuesReader repetition =
        page.getRlEncoding().getValuesReader(column, ValuesType.REPETITION_LEVEL);
    repetition.initFromPage(entries, in);
    ValuesReader definition =
        page.getDlEncoding().getValuesReader(column, ValuesType.DEFINITION_LEVEL);
    definition.initFromPage(entries, in);
    return new ColumnPage(
        valuesOf(page.getValueEncoding(), column, dictionary, entries, in),
        page.getValueEncoding().usesDictionary(),
        entries,
        column.getMaxDefinitionLevel(),
        definition::readInteger,
        repetition::readInteger);
  }

  private static ColumnPage open(DataPageV2 page, ColumnDescriptor column, Dictionary dictionary)
      throws IOException {
    int entries = page.getValueCount();
    ByteBufferInputStream in = page.getData().toInputStream();
    return new ColumnPage(
        valuesOf(page.getDataEncoding(), column, dictionary, entries, in),
        page.getDataEncoding().usesDictionary(),
        entries,
        column.getMaxDefinitionLevel(),
        levelsOf(page.getDefinitionLevels(), column.getMaxDefinitionLevel()),
        levelsOf(page.getRepetitionLevels(), column.getMaxRepetitionLevel()));
  }

  private static Levels levelsOf(BytesInput bytes, int highest) throws IOException {
    return new RunLengthBitPackingHybridDecoder(
            BytesUtils.getWidthFromMaxInt(highest), bytes.toInputStream())
        ::readInt;
  }

  private static ValuesReader valuesOf(
      Encoding encoding,
      ColumnDescriptor column,
      Dictionary dictionary,
      int entries,
      ByteBufferInputStream in)
      throws IOException {
    ValuesReader values = readerOf(encoding, column, dictionary);
    values.initFromPage(entries, in);
    return values;
  }

  private static ValuesReader readerOf(
      Encoding encoding, ColumnDescriptor column, Dictionary dictionary) {
    if (encoding.usesDictionary()) {
      return encoding.getDictionaryBasedValuesReader(column, ValuesType.VALUES, dictionary);
    }
    return encoding == Encoding.PLAIN
            && column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT64
        ? new PlainLongs()
        : encoding.getValuesReader(column, ValuesType.VALUES);
  }

  private static int[] decoded(Levels levels, int entries) throws IOException {
    int[] decoded = new int[entries];
    for (int i = 0; i < entries; i++) {
      decoded[i] = levels.next();
    }
    return decoded;
  }

  private static int valuesIn(int[] definition, int full) {
    int values = 0;
    for (int level : definition) {
      values += level == full ? 1 : 0;
    }
    return values;
  }

  private interface Levels {
    int next() throws IOException;
  }

  private interface Opening {
    ColumnPage open() throws IOException;
  }

  /** A visitor of pages can't throw an {@link IOException}. */
  private static ColumnPage unchecked(Opening opening) {
    try {
      return opening.open();
    } catch (IOException corrupt) {
      throw new UncheckedIOException(corrupt);
    }
  }
}
