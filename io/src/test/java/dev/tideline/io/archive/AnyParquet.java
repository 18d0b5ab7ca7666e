package dev.tideline.io.archive;

import dev.tideline.io.archive.view.Form;
import dev.tideline.json.Timestamps;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderLine;
import dev.tideline.payment.Payment;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Writes events as other writers do: with any schema that can hold them, compressed and encoded in
 * any way. What a schema has and an event has not is left null.
 *
 * @param schema the columns, under the archive's names
 * @param codec how pages are compressed
 * @param version how they are encoded
 * @param dictionary whether columns may have dictionaries
 * @param split whether numbers are written a byte of each after the other
 */
public record AnyParquet(
    MessageType schema,
    CompressionCodecName codec,
    WriterVersion version,
    boolean dictionary,
    boolean split) {

  /** As most writers do. */
  public static AnyParquet of(MessageType schema) {
    return new AnyParquet(
        schema, CompressionCodecName.SNAPPY, WriterVersion.PARQUET_1_0, true, false);
  }

  public void orders(Path file, List<OrderEvent> events) throws IOException {
    rows(file, events.stream().map(AnyParquet::fields));
  }

  public void payments(Path file, List<Payment> payments) throws IOException {
    rows(file, payments.stream().map(AnyParquet::fields));
  }

  /** Rows of named values: text, ms or amounts as longs, numbers as ints, lists of such maps. */
  public void rows(Path file, Stream<Map<String, Object>> rows) throws IOException {
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .withCompressionCodec(codec)
            .withWriterVersion(version)
            .withDictionaryEncoding(dictionary)
            .withByteStreamSplitEncoding(split)
            .withRowGroupRowCountLimit(700)
            .withPageRowCountLimit(90)
            .build()) {
      for (Iterator<Map<String, Object>> row = rows.iterator(); row.hasNext(); ) {
        writer.write(group(schema, row.next()));
      }
    }
  }

  public static Map<String, Object> fields(OrderEvent event) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("event_id", event.eventId());
    fields.put("order_id", event.orderId());
    fields.put("type", event.type().name());
    fields.put("store_id", event.storeId());
    fields.put("event_time", event.eventTime());
    fields.put("placed_at", event.placedAt());
    fields.put("currency", event.currency());
    fields.put("ingest_time", event.ingestTime());
    fields.put("copy", event.copy());
    fields.put("lines", event.lines().stream().map(AnyParquet::fields).toList());
    return fields;
  }

  private static Map<String, Object> fields(OrderLine line) {
    return new TreeMap<>(
        Map.of(
            "sku", line.sku(),
            "category", line.category(),
            "quantity", line.quantity(),
            "amount", line.amount(),
            "cost", line.cost()));
  }

  public static Map<String, Object> fields(Payment payment) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("payment_id", payment.paymentId());
    fields.put("order_id", payment.orderId());
    fields.put(
        "card_token",
        ByteBuffer.allocate(16)
            .putLong(payment.card().high())
            .putLong(payment.card().low())
            .array());
    fields.put("store_id", payment.storeId());
    fields.put("gateway", payment.gateway());
    fields.put("amount", payment.amount());
    fields.put("currency", payment.currency());
    fields.put("event_time", payment.eventTime());
    fields.put("ingest_time", payment.ingestTime());
    fields.put("copy", payment.copy());
    return fields;
  }

  private static Group group(GroupType type, Map<String, Object> fields) {
    Group group = new SimpleGroup(type);
    fill(group, type, fields);
    return group;
  }

  private static void fill(Group group, GroupType type, Map<String, Object> fields) {
    for (Type field : type.getFields()) {
      Object value = fields.get(field.getName());
      if (value == null) {
        continue;
      }
      if (field.isPrimitive()) {
        add(group, field.asPrimitiveType(), value);
      } else if (field.isRepetition(Type.Repetition.REPEATED)) {
        for (Object element : (List<?>) value) {
          fill(group.addGroup(field.getName()), field.asGroupType(), asMap(element));
        }
      } else {
        GroupType repeated = field.asGroupType().getType(0).asGroupType();
        Group list = group.addGroup(field.getName());
        for (Object element : (List<?>) value) {
          Group each = list.addGroup(0);
          boolean wraps = !repeated.getType(0).isPrimitive();
          if (!wraps) {
            fill(each, repeated, asMap(element));
          } else if (element != null) {
            fill(each.addGroup(0), repeated.getType(0).asGroupType(), asMap(element));
          }
        }
      }
    }
  }

  @SuppressWarnings("unchecked") // lines are maps of fields
  private static Map<String, Object> asMap(Object element) {
    return (Map<String, Object>) element;
  }

  private static void add(Group group, PrimitiveType type, Object value) {
    String name = type.getName();
    if (value instanceof byte[] bytes) {
      group.add(name, Binary.fromConstantByteArray(bytes));
      return;
    }
    if (value instanceof Double number) {
      group.add(name, number);
      return;
    }
    if (value instanceof String && Form.of(type) == Form.WHOLE) {
      return; // left null
    }
    boolean time = name.endsWith("_time") || name.equals("placed_at");
    boolean amount = name.equals("amount") || name.equals("cost");
    switch (Form.of(type)) {
      case TEXT, BYTES -> group.add(name, time ? Timestamps.format((Long) value) : (String) value);
      case MILLIS -> group.add(name, (long) (Long) value);
      case MICROS -> group.add(name, (Long) value * 1_000 + 999);
      case NANOS -> group.add(name, (Long) value * 1_000_000 + 999_999);
      case INT96 -> group.add(name, int96((Long) value));
      case DOUBLE -> group.add(name, ((Number) value).doubleValue() / (amount ? 10_000 : 1));
      case WHOLE, UNSIGNED ->
          number(group, type, ((Number) value).longValue() / (amount ? 10_000 : 1));
      case DECIMAL -> decimal(group, type, ((Number) value).longValue(), amount ? 4 : 0);
      case UUID, OTHER -> {} // left null
    }
  }

  private static void decimal(Group group, PrimitiveType type, long value, int scale) {
    int wanted = ((DecimalLogicalTypeAnnotation) type.getLogicalTypeAnnotation()).getScale();
    BigInteger unscaled = BigDecimal.valueOf(value, scale).setScale(wanted).unscaledValue();
    switch (type.getPrimitiveTypeName()) {
      case BINARY ->
          group.add(type.getName(), Binary.fromConstantByteArray(unscaled.toByteArray()));
      case FIXED_LEN_BYTE_ARRAY -> {
        byte[] digits = unscaled.toByteArray();
        byte[] bytes = new byte[type.getTypeLength()];
        Arrays.fill(bytes, (byte) (unscaled.signum() < 0 ? -1 : 0));
        System.arraycopy(digits, 0, bytes, bytes.length - digits.length, digits.length);
        group.add(type.getName(), Binary.fromConstantByteArray(bytes));
      }
      default -> number(group, type, unscaled.longValueExact());
    }
  }

  private static void number(Group group, PrimitiveType type, long value) {
    if (type.getPrimitiveTypeName() == PrimitiveTypeName.INT32) {
      group.add(type.getName(), Math.toIntExact(value));
    } else {
      group.add(type.getName(), value);
    }
  }

  private static Binary int96(long millis) {
    ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(Math.floorMod(millis, 86_400_000L) * 1_000_000 + 999_999);
    bytes.putInt((int) (Math.floorDiv(millis, 86_400_000L) + 2_440_588));
    return Binary.fromConstantByteArray(bytes.array());
  }
}
