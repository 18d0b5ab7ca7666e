package dev.tideline.io.settlement;

import dev.tideline.io.files.InputException;
import dev.tideline.io.parquet.ParquetFiles;
import dev.tideline.io.parquet.Projection;
import dev.tideline.settlement.SettlementLayout;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * A Parquet file as a table of texts: decimals and days become what the layout would have them be,
 * so that one layout reads a bank's CSV and its Parquet.
 */
final class ParquetTable {

  private final Path file;
  private final SettlementLayout layout;

  /** One of which the columns of a layout are read. */
  ParquetTable(Path file, SettlementLayout layout) {
    this.file = file;
    this.layout = layout;
  }

  /** A step of Parquet's, which throws many kinds of exceptions. */
  @FunctionalInterface
  private interface Step<T> {
    T take() throws IOException;
  }

  /**
   * Hands over its rows.
   *
   * @throws InputException if it is no Parquet or damaged, or a column of the layout is not of
   *     texts, whole numbers, decimals or days
   * @throws IOException if it can't be closed
   */
  void read(EachRow each) throws IOException, InputException {
    try (ParquetFileReader reader = of(() -> ParquetFiles.openWhole(file))) {
      MessageType all = reader.getFileMetaData().getSchema();
      if (!each.header(all.getFields().stream().map(Type::getName).toList())) {
        return;
      }
      Map<String, Function<Group, String>> texts = texts(all);
      MessageType wanted = Projection.of(all, texts.keySet().toArray(String[]::new));
      reader.setRequestedSchema(wanted);
      long number = 0;
      for (PageReadStore group = of(reader::readNextRowGroup);
          group != null;
          group = of(reader::readNextRowGroup)) {
        RecordReader<Group> rows =
            new ColumnIOFactory()
                .getColumnIO(wanted)
                .getRecordReader(group, new GroupRecordConverter(wanted));
        for (long row = 0; row < group.getRowCount(); row++) {
          Group values = of(rows::read);
          each.row(++number, column -> texts.get(column).apply(values));
        }
      }
    }
  }

  private <T> T of(Step<T> step) throws InputException {
    try {
      return step.take();
    } catch (IOException | RuntimeException unreadable) {
      throw new InputException(file + " can't be read as Parquet: " + unreadable.getMessage());
    }
  }

  private Map<String, Function<Group, String>> texts(MessageType schema) throws InputException {
    Map<String, Function<Group, String>> texts = new HashMap<>();
    for (String name : new TreeSet<>(layout.columns().values())) {
      Type column = schema.getType(name);
      Function<Group, String> text =
          column.isPrimitive() && !column.isRepetition(Type.Repetition.REPEATED)
              ? text(column.asPrimitiveType())
              : null;
      if (text == null) {
        throw new InputException(
            "%s: the column %s has neither texts, whole numbers, decimals nor days, but: %s"
                .formatted(file, name, column));
      }
      texts.put(name, row -> row.getFieldRepetitionCount(name) == 0 ? "" : text.apply(row));
    }
    return texts;
  }

  /** How a value of a column is written; null if it is of another kind, such as a double. */
  private Function<Group, String> text(PrimitiveType column) {
    String name = column.getName();
    LogicalTypeAnnotation means = column.getLogicalTypeAnnotation();
    if (means instanceof StringLogicalTypeAnnotation) {
      return row -> row.getString(name, 0);
    }
    if (means instanceof DateLogicalTypeAnnotation) {
      return row -> LocalDate.ofEpochDay(row.getInteger(name, 0)).format(layout.dates());
    }
    boolean decimal = means instanceof DecimalLogicalTypeAnnotation;
    boolean whole =
        means == null || (means instanceof IntLogicalTypeAnnotation integer && integer.isSigned());
    if (!decimal && !whole) {
      return null;
    }
    int scale = means instanceof DecimalLogicalTypeAnnotation scaled ? scaled.getScale() : 0;
    return switch (column.getPrimitiveTypeName()) {
      case INT32 -> row -> number(BigInteger.valueOf(row.getInteger(name, 0)), scale);
      case INT64 -> row -> number(BigInteger.valueOf(row.getLong(name, 0)), scale);
      case BINARY, FIXED_LEN_BYTE_ARRAY ->
          decimal ? row -> number(new BigInteger(row.getBinary(name, 0).getBytes()), scale) : null;
      default -> null;
    };
  }

  private String number(BigInteger unscaled, int scale) {
    return layout.numbers().text(new BigDecimal(unscaled, scale));
  }
}
