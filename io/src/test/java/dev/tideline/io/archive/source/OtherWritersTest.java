package dev.tideline.io.archive.source;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.tideline.io.archive.AnyEvents;
import dev.tideline.io.archive.AnyParquet;
import dev.tideline.io.archive.ArchiveSchema;
import dev.tideline.io.archive.Shown;
import dev.tideline.io.files.InputFiles;
import dev.tideline.io.files.SourceFile;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderLine;
import dev.tideline.records.RecordLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same order events as many writers would write them are the same events. */
class OtherWritersTest {

  /**
   * Two row groups, the second one short; and amounts in whole cents, which all writers can say.
   */
  private static final List<OrderEvent> ORDERS =
      AnyEvents.orders(900, 3, new Random(43)).map(order -> order.asCopy(0)).toList();

  /** Of these: enough for a habit to show. */
  private static final int FEW = 25;

  @TempDir private Path folder;

  /**
   * How a writer's schema differs from ours.
   *
   * @param name what is told of it
   * @param schema ours, changed
   */
  private record Habit(String name, UnaryOperator<String> schema) {
    Habit with(UnaryOperator<String> more) {
      return new Habit(name, text -> more.apply(schema.apply(text)));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Habit replacing(String name, String from, String to) {
    return new Habit(name, schema -> schema.replace(from, to));
  }

  private static Stream<Habit> habits() {
    return Stream.of(
        replacing("everything may be null", "required", "optional"),
        replacing("microseconds", "MILLIS", "MICROS"),
        replacing("nanoseconds", "MILLIS", "NANOS"),
        replacing("times of no zone", "MILLIS,true", "MICROS,false"),
        times("times in 96 bits", "int96 $1;"),
        times("times as text", "binary $1 (STRING);"),
        amounts("decimals in 32 bits", "int32 %s (DECIMAL(9,4))"),
        amounts("decimals of two places", "int64 %s (DECIMAL(18,2))"),
        amounts("decimals as bytes", "binary %s (DECIMAL(38,10))"),
        amounts("decimals as two bytes", "fixed_len_byte_array(4) %s (DECIMAL(9,4))"),
        amounts("decimals as nine bytes", "fixed_len_byte_array(9) %s (DECIMAL(20,6))"),
        amounts("decimals as sixteen bytes", "fixed_len_byte_array(16) %s (DECIMAL(38,18))"),
        amounts("doubles", "double %s"),
        replacing("an element called item", "element", "item"),
        replacing("Hive's names", "group list", "group bag")
            .with(schema -> schema.replace("element", "array_element")),
        list("Avro's list", "required group lines (LIST) { repeated group array {%s} }"),
        list("Thrift's list", "optional group lines (LIST) { repeated group lines_tuple {%s} }"),
        list("a list of no name", "repeated group lines {%s}"),
        list("a list that may be null", "optional group lines (LIST) {repeated group list {%s}}"),
        replacing("ids of fields", ";", " = 7;").with(schema -> schema.replace("} = 7;", "}")),
        replacing("64 bits for all", "int32", "int64"),
        replacing("no sign", "int32 quantity", "int32 quantity (INTEGER(32,false))"),
        replacing("8 bits", "int32 quantity", "int32 quantity (INTEGER(8,true))"),
        replacing("a double of units", "int32 quantity", "double quantity"),
        replacing("a decimal of units", "int32 quantity", "binary quantity (DECIMAL(38,0))"),
        replacing("text of which nobody says so", " (STRING)", ""),
        replacing("an enumeration", "type (STRING)", "type (ENUM)"),
        replacing("no column copy", "required int32 copy;", ""),
        replacing("a copy of null", "required int32 copy;", "optional int32 copy_of;"),
        replacing(
            "columns of its own",
            "required binary type",
            "optional int96 a; optional float b; optional group m (MAP) { repeated group key_value"
                + " { required int32 key; optional binary value; } } required binary type"),
        replacing(
            "a column beside the list's own",
            "required binary sku (STRING);",
            "optional group tax { optional double rate; } required binary sku (STRING);"),
        new Habit("the other way round", OtherWritersTest::reversed));
  }

  private static Habit times(String name, String type) {
    return new Habit(name, schema -> schema.replaceAll("int64 (\\w+) .TIMESTAMP[^;]*;", type));
  }

  private static Habit amounts(String name, String type) {
    return new Habit(
        name,
        schema ->
            schema.replaceAll(
                "int64 (amount|cost) .DECIMAL[^;]*;", type.replace("%s", "$1") + ";"));
  }

  private static Habit list(String name, String around) {
    return new Habit(
        name,
        schema -> {
          int fields = schema.indexOf("required binary sku");
          String leaves = schema.substring(fields, schema.indexOf('}', fields));
          return schema.substring(0, schema.indexOf("required group lines"))
              + around.formatted(leaves)
              + "}";
        });
  }

  private static String reversed(String schema) {
    int lines = schema.indexOf("required group lines");
    List<String> columns =
        new ArrayList<>(List.of(schema.substring(schema.indexOf('{') + 1, lines).split(";")));
    Collections.reverse(columns);
    return "message backwards {"
        + schema.substring(lines, schema.lastIndexOf('}'))
        + String.join(";", columns.stream().filter(column -> !column.isBlank()).toList())
        + ";}";
  }

  /** One run, for most of what a run takes is its beginning; a file is named for its habit. */
  @Test
  void theEventsAreTheSame() throws Exception {
    List<String> expected = new ArrayList<>();
    for (Habit habit : habits().toList()) {
      String file = habit.name().replace(' ', '-').replace("'", "") + ".parquet";
      MessageType schema =
          MessageTypeParser.parseMessageType(habit.schema().apply(ArchiveSchema.ORDERS.toString()));
      AnyParquet.of(schema).orders(folder.resolve(file), ORDERS.subList(0, FEW));
      expected.addAll(shown(ORDERS.subList(0, FEW), file));
    }

    assertThat(sorted(Ask.orders(folder)), is(sorted(expected)));
  }

  /** By columns the one half, by ParquetIO the other. */
  @Test
  void soAreTheyHoweverTheyAreCompressedAndEncoded() throws Exception {
    MessageType optional =
        MessageTypeParser.parseMessageType(
            ArchiveSchema.ORDERS.toString().replace("required", "optional"));
    List<String> expected = new ArrayList<>();
    for (MessageType schema : List.of(ArchiveSchema.ORDERS, optional)) {
      for (AnyParquet writer : encodings(schema)) {
        String file = expected.size() + ".parquet";
        writer.orders(folder.resolve(file), ORDERS.subList(0, FEW));
        expected.addAll(shown(ORDERS.subList(0, FEW), file));
      }
    }
    String summary =
        ArchiveFiles.of(InputFiles.orders(folder.toString()).files(), List.of(), "orders")
            .summary();
    assertThat(summary, startsWith("archive: 16 files by ParquetIO"));

    assertThat(sorted(Ask.orders(folder)), is(sorted(expected)));
  }

  private static List<AnyParquet> encodings(MessageType schema) {
    WriterVersion v1 = WriterVersion.PARQUET_1_0;
    WriterVersion v2 = WriterVersion.PARQUET_2_0;
    return List.of(
        new AnyParquet(schema, CompressionCodecName.UNCOMPRESSED, v1, false, false),
        new AnyParquet(schema, CompressionCodecName.GZIP, v1, true, false),
        new AnyParquet(schema, CompressionCodecName.ZSTD, v2, true, false),
        new AnyParquet(schema, CompressionCodecName.LZ4_RAW, v2, false, false),
        new AnyParquet(schema, CompressionCodecName.LZ4, v1, true, false),
        new AnyParquet(schema, CompressionCodecName.SNAPPY, v2, false, false),
        new AnyParquet(schema, CompressionCodecName.ZSTD, v1, false, true),
        new AnyParquet(schema, CompressionCodecName.SNAPPY, v2, false, true));
  }

  @Test
  void filesOfBothKindsAreReadInOneRun() throws Exception {
    MessageType micros =
        MessageTypeParser.parseMessageType(
            ArchiveSchema.ORDERS.toString().replace("MILLIS", "MICROS"));
    AnyParquet.of(micros).orders(folder.resolve("a.parquet"), ORDERS);
    AnyParquet.of(ArchiveSchema.ORDERS).orders(folder.resolve("b.parquet"), ORDERS);

    List<String> both = new ArrayList<>(shownIn("a.parquet"));
    both.addAll(shownIn("b.parquet"));
    assertThat(sorted(Ask.orders(folder)), is(sorted(both)));
  }

  @Test
  void aColumnMayBeInThePathOnly() throws Exception {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            ArchiveSchema.ORDERS
                .toString()
                .replace("required binary store_id (STRING);", "")
                .replace("required binary currency (STRING);", ""));
    String path = "date=2026-03-17/store_id=S%C3%A3o 100%25+1/currency=BRL/part-0.parquet";
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    AnyParquet.of(schema).orders(file, ORDERS);

    assertThat(
        sorted(Ask.orders(folder)),
        is(
            sorted(
                shown(
                    ORDERS.stream().map(order -> of("São 100%+1", "BRL", order)).toList(), path))));
    assertThat(summary(file), containsString("there is no store_id"));
  }

  @Test
  void theFileItselfKnowsBetterThanItsPath() throws Exception {
    Path file = folder.resolve("store_id=elsewhere/currency=%zz/part-0.parquet");
    Files.createDirectories(file.getParent());
    AnyParquet.of(
            MessageTypeParser.parseMessageType(
                ArchiveSchema.ORDERS.toString().replace("MILLIS", "MICROS")))
        .orders(file, ORDERS);

    assertThat(sorted(Ask.orders(folder)), is(sorted(shownIn(folder.relativize(file).toString()))));
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }

  private List<String> shownIn(String file) {
    return shown(ORDERS, file);
  }

  private static List<String> shown(List<OrderEvent> orders, String file) {
    List<String> shown = new ArrayList<>();
    for (OrderEvent order : orders) {
      shown.add(Shown.textOf(at(order, RecordLocation.inFile(file, shown.size()))));
    }
    return shown;
  }

  private static OrderEvent at(OrderEvent order, RecordLocation location) {
    return new OrderEvent(
        order.eventId(),
        order.orderId(),
        order.type(),
        order.storeId(),
        order.eventTime(),
        order.placedAt(),
        order.currency(),
        order.lines(),
        order.ingestTime(),
        order.copy(),
        location);
  }

  private static OrderEvent of(String store, String currency, OrderEvent order) {
    List<OrderLine> lines = order.lines();
    return new OrderEvent(
        order.eventId(),
        order.orderId(),
        order.type(),
        store,
        order.eventTime(),
        order.placedAt(),
        currency,
        lines,
        order.ingestTime(),
        order.copy(),
        order.location());
  }

  private static String summary(Path file) throws Exception {
    return ArchiveFiles.of(List.of(new SourceFile(file, "a.parquet")), List.of(), "orders")
        .summary();
  }
}
