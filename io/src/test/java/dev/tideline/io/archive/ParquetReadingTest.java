package dev.tideline.io.archive;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.event.EventView;
import dev.tideline.event.RecordDecoder;
import dev.tideline.io.archive.write.OrderArchiveWriter;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.SourceFile;
import dev.tideline.io.parquet.ParquetFiles;
import dev.tideline.io.parquet.RowGroup;
import dev.tideline.io.parquet.Rows;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderView;
import dev.tideline.payment.Payment;
import dev.tideline.payment.PaymentView;
import dev.tideline.records.Payload;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.Reject;
import dev.tideline.records.RejectReason;
import dev.tideline.records.SourceRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParquetReadingTest {

  private static final long TINY_ROW_GROUPS = 200_000;

  @TempDir private Path folder;

  @ParameterizedTest(name = "seed {0}, {1} rows of at most {2} lines, pages of {3} rows, {5}")
  @CsvSource({
    "1,     0, 3, 20000, true,  PARQUET_1_0",
    "2,     1, 0, 20000, true,  PARQUET_1_0",
    "3,  4095, 0,   100, true,  PARQUET_1_0",
    "4,  4096, 9,   100, true,  PARQUET_2_0",
    "5,  4097, 9,  1000, true,  PARQUET_1_0",
    "6, 20001, 4,    77, false, PARQUET_1_0",
    "7, 20001, 4, 20000, false, PARQUET_2_0",
    "8, 12289, 1,  4096, true,  PARQUET_2_0",
    "9,     9, 3000, 20000, true, PARQUET_1_0",
  })
  void showsExactlyTheOrdersThatWereWritten(
      long seed, int rows, int mostLines, int pageRows, boolean dictionary, WriterVersion version)
      throws Exception {
    List<OrderEvent> orders = AnyEvents.orders(rows, mostLines, new Random(seed)).toList();
    Path path = folder.resolve("orders.parquet");
    new ParquetText(TINY_ROW_GROUPS, pageRows, dictionary, version).orders(path, orders.stream());

    Shown<OrderView> shown = Shown.orders();
    readAll(path, new OrderRowGroupDecoder(), shown);

    List<String> expected = new ArrayList<>();
    for (OrderEvent order : orders) {
      expected.add("read " + order.ingestTime());
      expected.add(Shown.textOf(order));
    }
    assertThat(shown.lines, is(expected));
  }

  @ParameterizedTest(name = "seed {0}, {1} rows, dictionary {2}, {3}")
  @CsvSource({
    "1,     0, true,  PARQUET_1_0",
    "2,  4097, true,  PARQUET_1_0",
    "3, 20001, false, PARQUET_1_0",
    "4, 20001, true,  PARQUET_2_0"
  })
  void showsExactlyThePaymentsThatWereWritten(
      long seed, int rows, boolean dictionary, WriterVersion version) throws Exception {
    List<Payment> payments = AnyEvents.payments(rows, new Random(seed)).toList();
    Path path = folder.resolve("payments.parquet");
    new ParquetText(TINY_ROW_GROUPS, 1000, dictionary, version).payments(path, payments.stream());

    Shown<PaymentView> shown = Shown.payments();
    readAll(path, new PaymentRowGroupDecoder(), shown);

    List<String> expected = new ArrayList<>();
    for (Payment payment : payments) {
      expected.add("read " + payment.ingestTime());
      expected.add(Shown.textOf(payment));
    }
    assertThat(shown.lines, is(expected));
  }

  @Test
  void showsWhatTheArchiveWriterWrote() throws Exception {
    List<OrderEvent> orders = AnyEvents.orders(10_000, 5, new Random(1)).toList();
    Path path = folder.resolve("orders.parquet");
    try (OrderArchiveWriter writer = OrderArchiveWriter.at(path, new ArchivePart("tests", 0))) {
      for (OrderEvent order : orders) {
        writer.write(order);
      }
      writer.complete();
    }

    Shown<OrderView> shown = Shown.orders();
    readAll(path, new OrderRowGroupDecoder(), shown);

    shown.lines.removeIf(line -> line.startsWith("read "));
    assertThat(shown.lines, is(orders.stream().map(Shown::textOf).toList()));
  }

  @Test
  void aFileHasManyRowGroupsAndTheirRowsAreNumberedThrough() throws Exception {
    Path path = folder.resolve("orders.parquet");
    new ParquetText(TINY_ROW_GROUPS, 1000, true, WriterVersion.PARQUET_1_0)
        .orders(path, AnyEvents.orders(20_000, 4, new Random(1)));

    List<RowGroup> rowGroups = rowGroupsOf(path);

    assertThat(rowGroups.size(), greaterThan(2));
    long next = 0;
    for (RowGroup rowGroup : rowGroups) {
      assertThat(rowGroup.firstRow(), is(next));
      next += rowGroup.rows();
    }
    assertThat(next, is(20_000L));
  }

  @Test
  void rowGroupsOfOneFileAreReadByManyThreadsAtOnce() throws Exception {
    Path path = folder.resolve("orders.parquet");
    new ParquetText(TINY_ROW_GROUPS, 1000, true, WriterVersion.PARQUET_1_0)
        .orders(path, AnyEvents.orders(50_000, 4, new Random(1)));
    List<RowGroup> rowGroups = rowGroupsOf(path);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<String>>> readings = new ArrayList<>();
      for (RowGroup rowGroup : rowGroups) {
        readings.add(
            threads.submit(
                () -> {
                  Shown<OrderView> shown = Shown.orders();
                  new OrderRowGroupDecoder().decode(rowGroup, shown);
                  return shown.lines;
                }));
      }
      List<String> together = new ArrayList<>();
      for (Future<List<String>> reading : readings) {
        together.addAll(reading.get());
      }

      Shown<OrderView> alone = Shown.orders();
      readAll(path, new OrderRowGroupDecoder(), alone);
      assertThat(together, is(alone.lines));
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void equalTextsAreTheSameObjectSoThatComparingThemIsCheap() throws Exception {
    Path path = folder.resolve("orders.parquet");
    ParquetText.USUAL.orders(path, AnyEvents.orders(10_000, 4, new Random(1)));
    IdentityHashMap<String, String> objects = new IdentityHashMap<>();

    readAll(
        path,
        new OrderRowGroupDecoder(),
        new Silent<>() {
          @Override
          public void onEvent(OrderView order) {
            assertThat(order.toJson(), is(nullValue()));
            objects.put(order.storeId(), order.storeId());
          }
        });

    assertThat(objects.size(), is(Set.copyOf(objects.values()).size()));
  }

  @Test
  void anOrderOfUnknownTypeIsRejectedWhereItLies() throws Exception {
    Path path = folder.resolve("orders.parquet");
    Group row = new SimpleGroup(ArchiveSchema.ORDERS);
    for (String text : List.of("event_id", "order_id", "store_id", "currency")) {
      row.append(text, text);
    }
    for (String time : List.of("event_time", "placed_at", "ingest_time")) {
      row.append(time, 7L);
    }
    row.append("type", "SHIPPED").append("copy", 0);
    row.addGroup("lines");
    ParquetText.USUAL.write(path, ArchiveSchema.ORDERS, Stream.of(row));

    Shown<OrderView> shown = Shown.orders();
    readAll(path, new OrderRowGroupDecoder(), shown);

    Reject reject =
        new Reject(
            RejectReason.UNKNOWN_TYPE,
            "type",
            "SHIPPED",
            RecordLocation.inFile("orders.parquet", 0),
            7,
            Payload.IN_PLACE);
    assertThat(shown.lines, contains("read 7", reject.toString()));
  }

  @Test
  void aTextThatIsNotUtf8IsRejectedWhereItLies() throws Exception {
    Path path = folder.resolve("payments.parquet");
    List<Group> rows =
        Stream.of("payment_id", "store_id", "gateway", "currency", "none")
            .map(ParquetReadingTest::paymentWithBrokenText)
            .toList();
    ParquetText.USUAL.write(path, ArchiveSchema.PAYMENTS, rows.stream());

    Shown<PaymentView> shown = Shown.payments();
    readAll(path, new PaymentRowGroupDecoder(), shown);

    assertThat(
        shown.lines,
        contains(
            is("read 7"),
            containsString("NOT_UTF8, detail=payment_id, value=, location=payments.parquet@0"),
            is("read 7"),
            containsString("NOT_UTF8, detail=store_id, value=, location=payments.parquet@1"),
            is("read 7"),
            containsString("NOT_UTF8, detail=gateway, value=, location=payments.parquet@2"),
            is("read 7"),
            containsString("NOT_UTF8, detail=currency, value=, location=payments.parquet@3"),
            is("read 7"),
            containsString("\uFFFD")));
  }

  /** The replacement character itself is text as any other. */
  private static Group paymentWithBrokenText(String broken) {
    Group row = new SimpleGroup(ArchiveSchema.PAYMENTS);
    byte[] noText = {'a', (byte) 0xC3, '('};
    for (String name : List.of("payment_id", "order_id", "store_id", "gateway", "currency")) {
      row.append(
          name,
          name.equals(broken)
              ? Binary.fromConstantByteArray(noText)
              : Binary.fromString("good \uFFFD"));
    }
    for (String time : List.of("event_time", "ingest_time")) {
      row.append(time, 7L);
    }
    return row.append("card_token", Binary.fromConstantByteArray(new byte[16]))
        .append("amount", 1L)
        .append("copy", 0);
  }

  @Test
  void whatNobodyAsksForIsReadOnceSomebodyDoes() throws Exception {
    List<OrderEvent> orders = AnyEvents.orders(3 * Rows.BATCH + 7, 3, new Random(5)).toList();
    Path path = folder.resolve("orders.parquet");
    new ParquetText(128L << 20, 500, true, WriterVersion.PARQUET_2_0).orders(path, orders.stream());
    List<String> asked = new ArrayList<>();
    List<String> expected = new ArrayList<>();

    readAll(
        path,
        new OrderRowGroupDecoder(),
        new Silent<OrderView>() {
          @Override
          public void onEvent(OrderView order) {
            int row = (int) order.location().offset();
            if (asksFor(row)) {
              asked.add(order.eventId() + order.orderId());
              for (int line = 0; line < order.lineCount(); line++) {
                asked.add(order.sku(line));
              }
            }
          }
        });

    for (int row = 0; row < orders.size(); row++) {
      if (asksFor(row)) {
        expected.add(orders.get(row).eventId() + orders.get(row).orderId());
        orders.get(row).lines().forEach(line -> expected.add(line.sku()));
      }
    }
    assertThat(asked, is(expected));
  }

  /** Rows of the second and the fourth batch, some of them twice in a row. */
  private static boolean asksFor(int row) {
    return row / Rows.BATCH % 2 == 1 && row % 5 < 2;
  }

  @Test
  void aRowGroupThatIsCorruptFailsAndNamesTheFile() throws Exception {
    Path path = folder.resolve("orders.parquet");
    ParquetText.USUAL.orders(path, AnyEvents.orders(10_000, 4, new Random(1)));
    List<RowGroup> rowGroups = rowGroupsOf(path);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      byte[] noise = new byte[(int) Files.size(path) / 2];
      new Random(1).nextBytes(noise);
      file.write(ByteBuffer.wrap(noise), 4);
    }

    IOException failure =
        assertThrows(
            IOException.class,
            () -> new OrderRowGroupDecoder().decode(rowGroups.get(0), Shown.orders()));

    assertThat(failure.getMessage(), containsString(path + ", row group 0 can't be read"));
  }

  @Test
  void aFileThatChangedSinceTheJobBeganFails() throws Exception {
    Path path = folder.resolve("orders.parquet");
    ParquetText.USUAL.orders(path, AnyEvents.orders(100, 4, new Random(1)));
    RowGroup before = rowGroupsOf(path).get(0);
    ParquetText.USUAL.orders(path, AnyEvents.orders(99, 4, new Random(1)));

    IOException failure =
        assertThrows(
            IOException.class, () -> new OrderRowGroupDecoder().decode(before, Shown.orders()));

    assertThat(failure.getMessage(), containsString("it has changed since the job began"));
  }

  private static <V extends EventView> void readAll(
      Path path, RecordDecoder<RowGroup, V> decoder, RecordDecoder.Handler<V> handler)
      throws Exception {
    for (RowGroup rowGroup : rowGroupsOf(path)) {
      decoder.decode(rowGroup, handler);
    }
  }

  private static List<RowGroup> rowGroupsOf(Path path) throws InputException {
    SourceFile file = new SourceFile(path, path.getFileName().toString());
    return ParquetFiles.footer(file).rowGroups();
  }

  private abstract static class Silent<V extends EventView> implements RecordDecoder.Handler<V> {
    @Override
    public void onRecord(long ingestTime) {}

    @Override
    public void onRange(SourceRange range, long records) {}

    @Override
    public void onReject(Reject reject) {
      throw new AssertionError(reject);
    }
  }
}
