package dev.tideline.io.archive;

import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderType;
import dev.tideline.payment.CardToken;
import dev.tideline.payment.Payment;
import dev.tideline.records.RecordLocation;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Events at random, the same ones for the same seed. */
public final class AnyEvents {

  private static final long START = 1_773_792_000_000L; // 2026-03-18T00:00Z
  private static final OrderType[] TYPES = OrderType.values();

  private AnyEvents() {}

  /** Orders in order of ingest, with 0 to {@code mostLines} lines each. */
  public static Stream<OrderEvent> orders(int count, int mostLines, Random random) {
    return IntStream.range(0, count).mapToObj(i -> order(i, mostLines, random));
  }

  /** Payments in order of ingest. */
  public static Stream<Payment> payments(int count, Random random) {
    return IntStream.range(0, count).mapToObj(i -> payment(i, random));
  }

  private static OrderEvent order(int i, int mostLines, Random random) {
    long eventTime = START + i * 10L + random.nextInt(1000);
    return new OrderEvent(
        "event-" + Long.toHexString(random.nextLong()),
        "order-" + i,
        TYPES[random.nextInt(TYPES.length)],
        "store-" + random.nextInt(40),
        eventTime,
        eventTime - random.nextInt(600_000),
        random.nextInt(3) == 0 ? "USD" : "EUR",
        lines(random.nextInt(mostLines + 1), random),
        eventTime + random.nextInt(60_000),
        random.nextInt(50) == 0 ? 1 : 0,
        RecordLocation.inFile("orders.parquet", i));
  }

  private static List<OrderLine> lines(int count, Random random) {
    return IntStream.range(0, count)
        .mapToObj(
            line ->
                new OrderLine(
                    "sku-" + random.nextInt(5000),
                    "category-" + random.nextInt(30),
                    1 + random.nextInt(6),
                    100L * random.nextInt(10_000),
                    100L * random.nextInt(5_000)))
        .toList();
  }

  private static Payment payment(int i, Random random) {
    long eventTime = START + i * 10L + random.nextInt(1000);
    long card = random.nextInt(1000);
    return new Payment(
        "payment-" + Long.toHexString(random.nextLong()),
        "order-" + i,
        new CardToken(card * 0x9E3779B97F4A7C15L, ~card),
        "store-" + random.nextInt(40),
        "gateway-" + random.nextInt(3),
        100L * random.nextInt(100_000),
        "EUR",
        eventTime,
        eventTime + random.nextInt(5_000),
        random.nextInt(50) == 0 ? 1 : 0,
        RecordLocation.inFile("payments.parquet", i));
  }
}
