package dev.tideline.io.parquet;

import dev.tideline.money.Amount;
import dev.tideline.row.RowFormat;
import dev.tideline.row.RowFormat.Column;
import dev.tideline.row.RowFormat.Kind;
import dev.tideline.row.RowFormat.LongColumn;
import dev.tideline.row.RowFormat.TextColumn;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.parquet.ParquetIO;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Rows as ParquetIO writes them, a column for each column of their format: money as a decimal of
 * four places, times and days as such.
 *
 * @param <R> the row
 */
public final class ParquetRows<R> implements SerializableFunction<R, GenericRecord> {

  private static final long serialVersionUID = 1;

  private static final int DIGITS = 18;
  private static final long PAST_LARGEST = 1_000_000_000_000_000_000L;

  private final RowFormat<R> format;
  private transient Schema schema;
  private transient List<Column<R>> columns;

  private ParquetRows(RowFormat<R> format) {
    this.format = format;
  }

  /** Rows of this format, as ParquetIO wants them. */
  public static <R> ParquetRows<R> of(RowFormat<R> format) {
    return new ParquetRows<>(format);
  }

  /** Writes rows of this format, one Parquet file to each of Beam's. */
  public static FileIO.Sink<GenericRecord> sink(RowFormat<?> format) {
    return ParquetIO.sink(schema(format)).withCompressionCodec(CompressionCodecName.SNAPPY);
  }

  private static Schema schema(RowFormat<?> format) {
    List<Schema.Field> fields =
        format.columns().stream()
            .map(column -> new Schema.Field(column.name(), type(column)))
            .toList();
    return Schema.createRecord(format.name(), null, null, false, fields);
  }

  private static Schema type(Column<?> column) {
    if (column instanceof LongColumn<?> number) {
      return switch (number.kind()) {
        case WHOLE -> Schema.create(Schema.Type.LONG);
        case DECIMAL ->
            LogicalTypes.decimal(DIGITS, 4)
                .addToSchema(Schema.createFixed(column.name(), null, null, Long.BYTES));
        case TIME -> LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
        case DAY -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
      };
    }
    return Schema.create(Schema.Type.STRING);
  }

  @Override
  public GenericRecord apply(R row) {
    if (schema == null) {
      schema = schema(format);
      columns = format.columns();
    }
    GenericRecord record = new GenericData.Record(schema);
    for (int i = 0; i < columns.size(); i++) {
      Column<R> column = columns.get(i);
      if (column instanceof LongColumn<R> number) {
        record.put(i, value(number.kind(), number.value().of(row), i));
      } else if (column instanceof TextColumn<R> text) {
        record.put(i, text.value().of(row));
      }
    }
    return record;
  }

  private Object value(Kind kind, long value, int column) {
    return switch (kind) {
      case DAY -> Math.toIntExact(value);
      case DECIMAL ->
          new GenericData.Fixed(
              schema.getFields().get(column).schema(),
              ByteBuffer.allocate(Long.BYTES).putLong(ofAllowedSize(value)).array());
      case WHOLE, TIME -> value;
    };
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
