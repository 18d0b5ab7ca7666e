package dev.tideline.io.archive;

import dev.tideline.event.EventView;
import dev.tideline.event.RecordDecoder;
import dev.tideline.io.archive.write.OrderArchiveWriter;
import dev.tideline.io.archive.write.PaymentArchiveWriter;
import dev.tideline.io.archive.write.RecordWriter;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.SourceFile;
import dev.tideline.io.parquet.ParquetFiles;
import dev.tideline.io.parquet.RowGroup;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderJson;
import dev.tideline.order.OrderView;
import dev.tideline.payment.PaymentView;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.Reject;
import dev.tideline.records.SourceRange;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Measures how many records one thread reads in a second of its own CPU time. Not a test: run it by
 * hand, with a folder for its files as the only argument.
 */
public final class MeasureReading {

  private static final int ROUNDS = 8;
  private static final int ORDERS = 2_000_000;
  private static final int LINES_OF_JSON = 100_000;
  private static final long SEED = 18;

  private MeasureReading() {}

  /** Writes its files if they are not there, then measures. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[0]));
    Path orders = folder.resolve("orders.parquet");
    Path payments = folder.resolve("payments.parquet");
    if (!Files.exists(payments)) {
      write(
          OrderArchiveWriter.at(orders, new ArchivePart("any", 0)),
          AnyEvents.orders(ORDERS, 5, new Random(SEED)));
      write(
          PaymentArchiveWriter.at(payments, new ArchivePart("any", 0)),
          AnyEvents.payments(ORDERS, new Random(SEED)));
    }
    for (int round = 0; round < ROUNDS; round++) {
      parquet(orders, new OrderRowGroupDecoder(), new OrderSum());
      parquet(orders, new OrderRowGroupDecoder(), new OrderIdSum());
      parquet(payments, new PaymentRowGroupDecoder(), new PaymentSum());
      json();
    }
  }

  private static <E> void write(RecordWriter<E> file, Stream<E> events) throws IOException {
    try (file) {
      for (Iterator<E> event = events.iterator(); event.hasNext(); ) {
        file.write(event.next());
      }
      file.complete();
    }
  }

  private static <V extends EventView> void parquet(
      Path path, RecordDecoder<RowGroup, V> decoder, RecordDecoder.Handler<V> sum)
      throws IOException, InputException {
    SourceFile file = new SourceFile(path, path.getFileName().toString());
    long begin = cpuTime();
    long rows = 0;
    for (RowGroup rowGroup : ParquetFiles.footer(file).rowGroups()) {
      decoder.decode(rowGroup, sum);
      rows += rowGroup.rows();
    }
    report(file.name(), rows, begin, sum);
  }

  private static void json() throws BrokenRecord {
    List<byte[]> lines =
        AnyEvents.orders(LINES_OF_JSON, 5, new Random(SEED))
            .map(order -> OrderJson.write(order).getBytes(StandardCharsets.UTF_8))
            .toList();
    OrderSum sum = new OrderSum();
    long begin = cpuTime();
    for (int again = 0; again < 5; again++) {
      for (byte[] line : lines) {
        OrderEvent event =
            OrderJson.read(
                new RawRecord(
                    line, RecordLocation.inFile("orders.jsonl", 0), RawRecord.IN_PAYLOAD));
        sum.onEvent(event);
      }
    }
    report("OrderJson", 5L * lines.size(), begin, sum);
  }

  private static void report(String what, long records, long begin, Object sum) {
    double seconds = (cpuTime() - begin) / 1e9;
    System.out.printf("%-18s %,12.0f records/s  %s%n", what, records / seconds, sum);
  }

  /** Of this thread, in ns: what others do on the machine at the same time is left out. */
  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static class OrderSum implements RecordDecoder.Handler<OrderView> {
    private long sum;

    @Override
    public void onRecord(long ingestTime) {
      sum++;
    }

    @Override
    public void onEvent(OrderView order) {
      sum += order.placedAt() - order.eventTime() + order.copy() + order.type().name().length();
      sum += order.storeId().hashCode() + order.currency().hashCode();
      for (int line = 0; line < order.lineCount(); line++) {
        sum += order.amount(line) - order.cost(line) + order.quantity(line);
        sum += order.category(line).hashCode();
      }
    }

    @Override
    public void onRange(SourceRange range, long records) {}

    @Override
    public void onReject(Reject reject) {
      throw new IllegalStateException(reject.toString());
    }

    @Override
    public String toString() {
      return "sum " + sum;
    }
  }

  /** What it costs to read the ids as well. */
  private static final class OrderIdSum extends OrderSum {
    private long ids;

    @Override
    public void onEvent(OrderView order) {
      super.onEvent(order);
      ids += order.eventId().hashCode();
    }

    @Override
    public String toString() {
      return super.toString() + " with event ids " + ids;
    }
  }

  private static final class PaymentSum implements RecordDecoder.Handler<PaymentView> {
    private long sum;

    @Override
    public void onRecord(long ingestTime) {
      sum++;
    }

    @Override
    public void onEvent(PaymentView payment) {
      sum += payment.amount() + payment.card().low() + payment.paymentId().length();
      sum += payment.eventTime() + payment.storeId().hashCode();
    }

    @Override
    public void onRange(SourceRange range, long records) {}

    @Override
    public void onReject(Reject reject) {
      throw new IllegalStateException(reject.toString());
    }

    @Override
    public String toString() {
      return "sum " + sum;
    }
  }
}
