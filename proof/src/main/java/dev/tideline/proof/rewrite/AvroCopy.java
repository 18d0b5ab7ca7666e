package dev.tideline.proof.rewrite;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;

/**
 * A Parquet file as a program writes it that has its events as Avro records: lists of Avro's make,
 * times in microseconds, amounts as bytes.
 */
final class AvroCopy {

  private static final Schema AMOUNT =
      LogicalTypes.decimal(18, 4).addToSchema(Schema.create(Schema.Type.BYTES));
  private static final Schema TIME =
      LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));

  private AvroCopy() {}

  static void write(Path file, Path target) throws IOException {
    ParquetConfiguration oneListLevelLess = new PlainParquetConfiguration();
    oneListLevelLess.setBoolean(AvroSchemaConverter.ADD_LIST_ELEMENT_RECORDS, false);
    try (ParquetReader<GenericRecord> rows =
        AvroParquetReader.<GenericRecord>builder(new LocalInputFile(file), oneListLevelLess)
            .build()) {
      GenericRecord row = rows.read();
      if (row == null) {
        return; // Avro has no schema to write
      }
      Schema schema = schemaOf(row.getSchema());
      try (ParquetWriter<GenericRecord> writer =
          AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(target))
              .withConf(new PlainParquetConfiguration())
              .withSchema(schema)
              .withCompressionCodec(CompressionCodecName.ZSTD)
              .build()) {
        for (; row != null; row = rows.read()) {
          writer.write(copyOf(row, schema));
        }
      }
    }
  }

  private static Schema schemaOf(Schema ours) {
    List<Schema.Field> fields =
        ours.getFields().stream()
            .map(field -> new Schema.Field(field.name(), typeOf(field.name(), field.schema())))
            .toList();
    return Schema.createRecord(ours.getName() + "_copy", null, null, false, fields);
  }

  private static Schema typeOf(String name, Schema ours) {
    if (isAmount(name)) {
      return AMOUNT;
    }
    if (isTime(name)) {
      return TIME;
    }
    return ours.getType() == Schema.Type.ARRAY
        ? Schema.createArray(schemaOf(ours.getElementType()))
        : ours;
  }

  private static boolean isAmount(String name) {
    return name.equals("amount") || name.equals("cost");
  }

  private static boolean isTime(String name) {
    return name.endsWith("_time") || name.equals("placed_at");
  }

  private static GenericRecord copyOf(GenericRecord row, Schema schema) {
    GenericRecord copy = new GenericData.Record(schema);
    IntStream.range(0, schema.getFields().size())
        .forEach(i -> copy.put(i, copyOf(row.get(i), schema.getFields().get(i))));
    return copy;
  }

  private static Object copyOf(Object value, Schema.Field field) {
    if (isAmount(field.name())) {
      return ByteBuffer.wrap(BigInteger.valueOf((Long) value).toByteArray());
    }
    if (isTime(field.name())) {
      return (Long) value * 1_000;
    }
    if (value instanceof List<?> list) {
      Schema element = field.schema().getElementType();
      return list.stream().map(each -> copyOf((GenericRecord) each, element)).toList();
    }
    return value;
  }
}
