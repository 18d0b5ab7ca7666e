package dev.tideline.io.parquet;

import dev.tideline.row.RowFormat;
import dev.tideline.row.RowFormat.Column;
import dev.tideline.row.RowFormat.Kind;
import dev.tideline.row.RowFormat.LongColumn;
import dev.tideline.row.RowFormat.TextColumn;
import dev.tideline.row.RowFormat.TotalColumn;
import dev.tideline.sum.Total;
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

  /** As many as a decimal of 16 bytes can have. */
  private static final int DIGITS = 38;

  private static final int BYTES = 16;

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
    return ParquetIO.sink(schema(format))
        .withCompressionCodec(CompressionCodecName.SNAPPY)
        // Without, Parquet has Hadoop make one, which then keeps the class of it, and with that all
        // classes of a job that has ended.
        .withAvroDataModel(GenericData.get());
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
        case TIME -> LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
        case DAY -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
      };
    }
    if (column instanceof TotalColumn<?> total) {
      return LogicalTypes.decimal(DIGITS, total.decimal() ? 4 : 0)
          .addToSchema(Schema.createFixed(column.name(), null, null, BYTES));
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
        long value = number.value().of(row);
        record.put(i, number.kind() == Kind.DAY ? (Object) Math.toIntExact(value) : value);
      } else if (column instanceof TotalColumn<R> total) {
        record.put(i, fixed(total.value().of(row), schema.getFields().get(i).schema()));
      } else if (column instanceof TextColumn<R> text) {
        record.put(i, text.value().of(row));
      }
    }
    return record;
  }

  private static GenericData.Fixed fixed(Total total, Schema type) {
    return new GenericData.Fixed(
        type, ByteBuffer.allocate(BYTES).putLong(total.high()).putLong(total.low()).array());
  }
}
