package dev.tideline.io.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import dev.tideline.money.Amount;
import dev.tideline.row.RowFormat;
import dev.tideline.row.RowFormat.Column;
import dev.tideline.row.RowFormat.Kind;
import dev.tideline.row.RowFormat.LongColumn;
import dev.tideline.row.RowFormat.TextColumn;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Tells Parquet the columns of a row format, and the values of its rows.
 *
 * @param <R> the row
 */
final class RowWriteSupport<R> extends WriteSupport<R> {

  private static final int DIGITS = 18;
  private static final long PAST_LARGEST = 1_000_000_000_000_000_000L;

  private final RowFormat<R> format;
  private final List<Column<R>> columns;
  private RecordConsumer out;

  RowWriteSupport(RowFormat<R> format) {
    this.format = format;
    this.columns = format.columns();
  }

  /** The Parquet schema of a row format. */
  static MessageType schema(RowFormat<?> format) {
    return new MessageType(
        format.name(), format.columns().stream().map(RowWriteSupport::type).toList());
  }

  private static Type type(Column<?> column) {
    if (column instanceof LongColumn<?> number) {
      return switch (number.kind()) {
        case WHOLE -> Types.required(INT64).named(column.name());
        case DECIMAL -> Types.required(INT64).as(decimalType(4, DIGITS)).named(column.name());
        case TIME ->
            Types.required(INT64).as(timestampType(true, TimeUnit.MILLIS)).named(column.name());
        case DAY -> Types.required(INT32).as(dateType()).named(column.name());
      };
    }
    return Types.required(BINARY).as(stringType()).named(column.name());
  }

  @Override
  @SuppressWarnings("deprecation") // abstract all the same
  public WriteContext init(Configuration configuration) {
    return new WriteContext(schema(format), Map.of());
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(schema(format), Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    this.out = recordConsumer;
  }

  @Override
  public void write(R row) {
    out.startMessage();
    for (int i = 0; i < columns.size(); i++) {
      Column<R> column = columns.get(i);
      out.startField(column.name(), i);
      if (column instanceof LongColumn<R> number) {
        write(number.kind(), number.value().of(row));
      } else if (column instanceof TextColumn<R> text) {
        out.addBinary(Binary.fromString(text.value().of(row)));
      }
      out.endField(column.name(), i);
    }
    out.endMessage();
  }

  private void write(Kind kind, long value) {
    switch (kind) {
      case DAY -> out.addInteger(Math.toIntExact(value));
      case DECIMAL -> out.addLong(ofAllowedSize(value));
      case WHOLE, TIME -> out.addLong(value);
    }
  }

  /** A long has room for a digit more than a decimal that is stored as one may have. */
  private static long ofAllowedSize(long decimal) {
    if (decimal <= -PAST_LARGEST || decimal >= PAST_LARGEST) {
      throw new ArithmeticException(
          Amount.format(decimal) + " has more than " + DIGITS + " digits");
    }
    return decimal;
  }
}
