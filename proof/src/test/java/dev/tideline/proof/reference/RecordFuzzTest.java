package dev.tideline.proof.reference;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderJson;
import dev.tideline.payment.CardTokens;
import dev.tideline.payment.Payment;
import dev.tideline.payment.PaymentJson;
import dev.tideline.proof.world.RandomWorld;
import dev.tideline.proof.world.World;
import dev.tideline.proof.world.WorldRecord;
import dev.tideline.proof.world.WorldTopic;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.Reject;
import dev.tideline.records.RejectReason;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Lines of random worlds, damaged at random: each is the event that the plain model reads, or a
 * reject that says where and why, and never anything else.
 */
class RecordFuzzTest {

  private static final int LINES = 20_000;
  private static final CardTokens TOKENS = new CardTokens(() -> World.CARD_KEY.getBytes(UTF_8));

  private static final List<String> TIMES =
      List.of(
          "2026-03-17T10:00:00Z",
          "2026-03-17t10:00:00.123456789z",
          "2026-03-17 10:00:00+01:00",
          "2026-03-17T10:00:00.1-0330",
          "20260317T100000,5+05",
          "2026-03-17T10:00Z",
          "2026-03-17T24:00:00Z",
          "2026-03-17T24:00:00.001Z",
          "2016-12-31T23:59:60Z",
          "2026-02-29T10:00:00Z",
          "2024-02-29T10:00:00Z",
          "2026-03-17T10:00:00",
          "2026-03-17",
          "0000-01-01T00:00:00+00:01",
          "9999-12-31T23:59:59.999-00:01",
          "9999-12-31T24:00Z",
          "+12026-03-17T10:00:00Z",
          "2026-03-17T10:00:00.1234567890Z",
          "1773741600000",
          "",
          "2026-03-17T10:00:00+24:00",
          "2026-03-17T10:00:00-23:59",
          "2026-076T10:00:00Z");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "-0.0",
          "10.50000",
          "1.05e1",
          "1E+1",
          "3.0",
          "1e2",
          "0e999999999999",
          "1e-4",
          "1e-5",
          "12e-1",
          "4.300000000000001",
          "1e999999999",
          "1e-999999999",
          "1e15",
          "2147483647",
          "2147483648",
          "-2147483648",
          "922337203685477.5807",
          "922337203685477.5808",
          "1e400",
          "9223372036854775807",
          "0.00010000000000000000000",
          "null",
          "true",
          "\"1\"",
          "[]",
          "{}",
          "010",
          ".5",
          "5.",
          "+1",
          "NaN",
          "1e",
          "0x1",
          "1_000");

  /** Reasons for which there is no value to tell, or none that may be told. */
  private static final Set<RejectReason> OF_NO_VALUE =
      Set.of(
          RejectReason.NOT_JSON,
          RejectReason.NOT_UTF8,
          RejectReason.TOO_LARGE,
          RejectReason.MISSING_FIELD,
          RejectReason.REPEATED_FIELD,
          RejectReason.BAD_CARD);

  @Test
  void everyDamagedLineIsAnEventOfTheModelOrARejectThatSaysWhy() {
    List<WorldRecord> lines = RandomWorld.of(0).records();
    int events = 0;
    for (long seed = 0; seed < LINES; seed++) {
      Random random = new Random(seed);
      WorldRecord whole = lines.get(random.nextInt(lines.size()));
      String line = damaged(random, whole.line());
      WorldRecord sent = new WorldRecord(whole.topic(), whole.partition(), line);
      String read = pipeline(sent);
      assertThat("seed " + seed + ": " + line, read, is(model(sent)));
      events += read.equals("reject") ? 0 : 1;
    }
    assertThat("some are damaged in form only", events, greaterThan(LINES / 10));
    assertThat("most are not", LINES - events, greaterThan(LINES / 10));
  }

  private static String damaged(Random random, String line) {
    String damaged = line;
    for (int times = 1 + random.nextInt(2); times > 0; times--) {
      damaged = once(random, damaged);
    }
    return damaged;
  }

  private static String once(Random random, String line) {
    int at = random.nextInt(line.length() + 1);
    int end = Math.min(at + random.nextInt(4), line.length());
    byte[] bytes = new byte[1 + random.nextInt(3)];
    random.nextBytes(bytes);
    String before = line.substring(0, at);
    return switch (random.nextInt(8)) {
      case 0 -> before;
      case 1 -> before + new String(bytes, ISO_8859_1) + line.substring(end);
      case 2 -> before + line.substring(end);
      case 3 -> before + "\"{}[],:\\ue0".charAt(random.nextInt(11)) + line.substring(end);
      case 4 -> before + "\\ud83" + Integer.toHexString(random.nextInt(16)) + line.substring(at);
      case 5 -> replaced(random, line, "(?<=_time\":|placed_at\":)\"[^\"]*\"", quoted(random));
      default ->
          replaced(
              random,
              line,
              "(?<=(amount|quantity|cost)\":)[0-9.]+",
              NUMBERS.get(random.nextInt(NUMBERS.size())));
    };
  }

  private static String quoted(Random random) {
    return '"' + TIMES.get(random.nextInt(TIMES.size())) + '"';
  }

  /** The first, or all. */
  private static String replaced(Random random, String line, String what, String with) {
    return random.nextBoolean() ? line.replaceFirst(what, with) : line.replaceAll(what, with);
  }

  private static String pipeline(WorldRecord sent) {
    RawRecord record =
        new RawRecord(sent.bytes(), RecordLocation.inTopic("world", 0, 0), RawRecord.IN_PAYLOAD);
    try {
      return sent.topic() == WorldTopic.ORDERS
          ? shown(OrderJson.read(record))
          : shown(PaymentJson.read(record, TOKENS));
    } catch (BrokenRecord broken) {
      Reject reject = broken.toReject(record);
      assertThat(sent.line(), reject.detail(), is(not(emptyString())));
      if (!OF_NO_VALUE.contains(reject.reason())) {
        assertThat(sent.line(), reject.value(), is(not(emptyString())));
      }
      return "reject";
    }
  }

  private static String model(WorldRecord sent) {
    try {
      return PlainReader.read(sent).toString();
    } catch (Unreadable broken) {
      return "reject";
    }
  }

  private static String shown(OrderEvent event) {
    return new Event(
            event.eventId(),
            event.orderId(),
            event.type().name(),
            event.storeId(),
            event.currency(),
            event.eventTime(),
            event.placedAt(),
            event.ingestTime(),
            event.lines().stream()
                .map(
                    line ->
                        new Event.Line(
                            line.sku(),
                            line.category(),
                            line.quantity(),
                            BigDecimal.valueOf(line.amount(), 4),
                            BigDecimal.valueOf(line.cost(), 4)))
                .toList(),
            null,
            null,
            null)
        .toString();
  }

  private static String shown(Payment payment) {
    return new Event(
            payment.paymentId(),
            payment.orderId(),
            null,
            payment.storeId(),
            payment.currency(),
            payment.eventTime(),
            payment.eventTime(),
            payment.ingestTime(),
            List.of(),
            BigDecimal.valueOf(payment.amount(), 4),
            payment.gateway(),
            payment.card().toString())
        .toString();
  }
}
