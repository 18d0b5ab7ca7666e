package dev.tideline.pipelines.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.io.archive.ArchivePart;
import dev.tideline.io.archive.write.OrderArchiveWriter;
import dev.tideline.order.OrderEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A data set with a store in Berlin and one in New York, and the events that a test gives it. */
record OneStore(Path folder) {

  private static final String STORES =
      """
      {"store_id":"berlin","name":"Mitte","time_zone":"Europe/Berlin","currency":"EUR"}
      {"store_id":"new-york","name":"Brooklyn","time_zone":"America/New_York","currency":"USD"}
      """;

  private static final String ORDER =
      """
      {"ingest_time":"2026-03-17T09:00:01.000Z","event_id":"ID","order_id":"o1","type":"PLACED",\
      "store_id":"berlin","event_time":"2026-03-17T09:00:00.000Z",\
      "placed_at":"2026-03-17T09:00:00.000Z","currency":"EUR","lines":[{"sku":"apple",\
      "category":"produce","quantity":1,"amount":2.50,"cost":1.25}]}""";

  private static final String PAYMENT =
      """
      {"ingest_time":"2026-03-17T09:00:01.000Z","payment_id":"ID","order_id":"o1",\
      "card_number":"4111111111111111","store_id":"berlin","gateway":"acme","amount":20.00,\
      "currency":"EUR","event_time":"2026-03-17T09:00:00.000Z"}""";

  private static final String KEY = "for these tests only";

  /** Opens a shop: its stores are there, and the key of its cards. */
  static OneStore in(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("stores.jsonl"), STORES);
    Files.writeString(folder.resolve("card.key"), KEY);
    return new OneStore(folder);
  }

  /** An order of 2.50 in Berlin at ten o'clock local time on 17 March 2026, as a line of JSON. */
  static String order(String id) {
    return ORDER.replace("ID", id);
  }

  /** A payment of 20.00 at the same place and time, as a line of JSON. */
  static String payment(String id) {
    return PAYMENT.replace("ID", id);
  }

  /** A file of order events, a line each. */
  Path orders(String name, String... lines) throws IOException {
    return write(
        "orders", name, List.of(lines).stream().map(line -> line.getBytes(UTF_8)).toList());
  }

  /** A file of order events as an archive has it that is of this one file. */
  Path archive(String name, List<OrderEvent> events) throws IOException {
    Path file = folder.resolve("orders").resolve(name);
    try (OrderArchiveWriter writer =
        OrderArchiveWriter.at(file, new ArchivePart("one store", name.hashCode() & 0xFFFF))) {
      for (OrderEvent event : events) {
        writer.write(event);
      }
      writer.completeLast(1);
    }
    return file;
  }

  /** A file of lines of any bytes, below the folder of a topic. */
  Path write(String topic, String name, List<byte[]> lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] line : lines) {
      bytes.write(line);
      bytes.write('\n');
    }
    Path file = folder.resolve(topic).resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes.toByteArray());
  }

  /** The file of the key of its cards. */
  String cardKey() {
    return folder.resolve("card.key").toString();
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
