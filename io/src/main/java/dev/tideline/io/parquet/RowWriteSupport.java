package dev.tideline.io.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import dev.tideline.row.RowFormat;
import dev.tideline.row.RowFormat.Column;
import dev.tideline.row.RowFormat.Kind;
import dev.tideline.row.RowFormat.LongColumn;
import dev.tideline.row.RowFormat.TextColumn;
import dev.tideline.row.RowFormat.TotalColumn;
import dev.tideline.sum.Total;
import java.nio.ByteBuffer;
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

  /** As many as a decimal of 16 bytes can have. */
  private static final int DIGITS = 38;

  private static final int BYTES = 16;

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
        case TIME ->
            Types.required(INT64).as(timestampType(true, TimeUnit.MILLIS)).named(column.name());
        case DAY -> Types.required(INT32).as(dateType()).named(column.name());
      };
    }
    if (column instanceof TotalColumn<?> total) {
      return Types.required(FIXED_LEN_BYTE_ARRAY)
          .length(BYTES)
          .as(decimalType(total.decimal() ? 4 : 0, DIGITS))
          .named(column.name());
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
      } else if (column instanceof TotalColumn<R> total) {
        out.addBinary(bytes(total.value().of(row)));
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
      case WHOLE, TIME -> out.addLong(value);
    }
  }

  private static Binary bytes(Total total) {
    return Binary.fromConstantByteArray(
        ByteBuffer.allocate(BYTES).putLong(total.high()).putLong(total.low()).array());
  }
}
