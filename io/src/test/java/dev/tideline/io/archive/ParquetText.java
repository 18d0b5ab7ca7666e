package dev.tideline.io.archive;

import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderLine;
import dev.tideline.payment.Payment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
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
import org.apache.parquet.schema.MessageType;

/**
 * Writes archive files the slow and plain way, row by row by Parquet's own example writer: another
 * way than any that the reader could share a mistake with.
 *
 * @param rowGroup how many bytes a row group has at most
 * @param pageRows how many rows a page has at most
 * @param dictionary whether columns may use dictionaries
 * @param version how pages are encoded
 */
public record ParquetText(long rowGroup, int pageRows, boolean dictionary, WriterVersion version) {

  /** As archives usually are. */
  public static final ParquetText USUAL =
      new ParquetText(128L << 20, 20_000, true, WriterVersion.PARQUET_1_0);

  /** Orders in a file that is all of an archive. */
  public void orders(Path file, Stream<OrderEvent> events) throws IOException {
    orders(file, events, Integer.toString(ArchiveSchema.VERSION));
  }

  /** Orders in a file that says it is of this version; null: it has the key, and no value. */
  public void orders(Path file, Stream<OrderEvent> events, String version) throws IOException {
    write(file, ArchiveSchema.ORDERS, marks(file, version), events.map(ParquetText::group));
  }

  /** Payments in a file that is all of an archive. */
  public void payments(Path file, Stream<Payment> payments) throws IOException {
    Map<String, String> marks = marks(file, Integer.toString(ArchiveSchema.VERSION));
    write(file, ArchiveSchema.PAYMENTS, marks, payments.map(ParquetText::group));
  }

  private static Map<String, String> marks(Path file, String version) {
    Map<String, String> marks = new ArchivePart(file.getFileName().toString(), 0).marks(1);
    marks.put(ArchiveSchema.VERSION_KEY, version);
    return marks;
  }

  public void write(Path file, MessageType schema, Stream<Group> rows) throws IOException {
    write(file, schema, Map.of(), rows);
  }

  private void write(Path file, MessageType schema, Map<String, String> marks, Stream<Group> rows)
      throws IOException {
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withExtraMetaData(marks)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withRowGroupSize(rowGroup)
            .withMinRowCountForPageSizeCheck(100)
            .withPageRowCountLimit(pageRows)
            .withDictionaryEncoding(dictionary)
            .withWriterVersion(version)
            .build()) {
      for (Iterator<Group> row = rows.iterator(); row.hasNext(); ) {
        writer.write(row.next());
      }
    }
  }

  private static Group group(OrderEvent event) {
    Group row = new SimpleGroup(ArchiveSchema.ORDERS);
    row.append("event_id", event.eventId())
        .append("order_id", event.orderId())
        .append("type", event.type().name())
        .append("store_id", event.storeId())
        .append("event_time", event.eventTime())
        .append("placed_at", event.placedAt())
        .append("currency", event.currency())
        .append("ingest_time", event.ingestTime())
        .append("copy", event.copy());
    Group lines = row.addGroup("lines");
    for (OrderLine line : event.lines()) {
      lines
          .addGroup("list")
          .addGroup("element")
          .append("sku", line.sku())
          .append("category", line.category())
          .append("quantity", line.quantity())
          .append("amount", line.amount())
          .append("cost", line.cost());
    }
    return row;
  }

  private static Group group(Payment payment) {
    byte[] card =
        ByteBuffer.allocate(16)
            .putLong(payment.card().high())
            .putLong(payment.card().low())
            .array();
    return new SimpleGroup(ArchiveSchema.PAYMENTS)
        .append("payment_id", payment.paymentId())
        .append("order_id", payment.orderId())
        .append("card_token", Binary.fromConstantByteArray(card))
        .append("store_id", payment.storeId())
        .append("gateway", payment.gateway())
        .append("amount", payment.amount())
        .append("currency", payment.currency())
        .append("event_time", payment.eventTime())
        .append("ingest_time", payment.ingestTime())
        .append("copy", payment.copy());
  }
}
