package dev.tideline.io.archive.source;

import static dev.tideline.records.RejectReason.AMOUNT_OVERFLOW;
import static dev.tideline.records.RejectReason.BAD_AMOUNT;
import static dev.tideline.records.RejectReason.BAD_CARD;
import static dev.tideline.records.RejectReason.BAD_TIME;
import static dev.tideline.records.RejectReason.IMPLAUSIBLE_TIME;
import static dev.tideline.records.RejectReason.MISSING_FIELD;
import static dev.tideline.records.RejectReason.NOT_UTF8;
import static dev.tideline.records.RejectReason.REPEATED_FIELD;
import static dev.tideline.records.RejectReason.UNKNOWN_TYPE;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.tideline.io.archive.AnyEvents;
import dev.tideline.io.archive.AnyParquet;
import dev.tideline.io.archive.ArchiveSchema;
import dev.tideline.io.archive.Shown;
import dev.tideline.payment.CardTokens;
import dev.tideline.payment.Payment;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.RejectReason;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of other writers that are no events: each is a reject that says why, the others count. */
class BrokenRowsTest {

  private static final CardTokens TOKENS =
      new CardTokens(() -> "a key of some length".getBytes(StandardCharsets.UTF_8));
  private static final String CARD = "4929123412341234";
  private static final byte[] NO_TEXT = {'a', (byte) 0xC3, '('};

  @TempDir private Path folder;

  /** A row that is broken in one place. */
  private record Breakage(RejectReason reason, String detail, Consumer<Map<String, Object>> how) {

    static Breakage of(RejectReason reason, String field, Object value) {
      return new Breakage(reason, field, row -> row.put(field, value));
    }

    static Breakage inLine(RejectReason reason, String field, Object value) {
      return new Breakage(reason, "lines." + field, row -> line(row).put(field, value));
    }

    @SuppressWarnings("unchecked") // lines are maps of fields
    private static Map<String, Object> line(Map<String, Object> row) {
      return (Map<String, Object>) ((List<?>) row.get("lines")).get(0);
    }
  }

  @Test
  void ordersThatAreNone() throws Exception {
    String schema =
        """
        message spark_schema {
          optional binary event_id (STRING); optional binary order_id (STRING);
          optional binary type (STRING); optional binary store_id (STRING);
          optional binary event_time (STRING); optional int64 placed_at (TIMESTAMP(MICROS,true));
          optional binary currency; optional int96 ingest_time;
          optional group lines (LIST) { repeated group list { optional group element {
            optional binary sku (STRING); optional binary category (STRING);
            optional double quantity; optional double amount;
            optional fixed_len_byte_array(16) cost (DECIMAL(38,6)); } } }
        }
        """;
    List<Breakage> all =
        List.of(
            Breakage.of(MISSING_FIELD, "event_id", null),
            Breakage.of(MISSING_FIELD, "order_id", ""),
            Breakage.of(UNKNOWN_TYPE, "type", "SHIPPED"),
            Breakage.of(NOT_UTF8, "store_id", NO_TEXT),
            Breakage.of(NOT_UTF8, "currency", NO_TEXT),
            Breakage.of(BAD_TIME, "event_time", "yesterday".getBytes(StandardCharsets.UTF_8)),
            Breakage.of(MISSING_FIELD, "placed_at", null),
            Breakage.of(IMPLAUSIBLE_TIME, "placed_at", 253_402_300_800_000L),
            Breakage.of(MISSING_FIELD, "ingest_time", null),
            Breakage.of(MISSING_FIELD, "lines", null),
            Breakage.of(MISSING_FIELD, "lines", Collections.singletonList(null)),
            Breakage.inLine(MISSING_FIELD, "sku", null),
            Breakage.inLine(NOT_UTF8, "category", NO_TEXT),
            Breakage.inLine(BAD_AMOUNT, "quantity", 1.5),
            Breakage.inLine(AMOUNT_OVERFLOW, "quantity", 3e9),
            Breakage.inLine(BAD_AMOUNT, "amount", 0.1 + 0.2),
            Breakage.inLine(BAD_AMOUNT, "amount", 12.34567),
            Breakage.inLine(BAD_AMOUNT, "amount", Double.NaN),
            Breakage.inLine(AMOUNT_OVERFLOW, "amount", Double.POSITIVE_INFINITY),
            Breakage.inLine(AMOUNT_OVERFLOW, "amount", 1e15),
            Breakage.inLine(BAD_AMOUNT, "cost", bytes(16, 1)),
            Breakage.inLine(AMOUNT_OVERFLOW, "cost", huge()));
    List<Map<String, Object>> rows =
        AnyEvents.orders(1000, 3, new Random(7))
            .filter(order -> order.lineCount() > 0)
            .limit(all.size())
            .map(AnyParquet::fields)
            .toList();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      all.get(i).how().accept(rows.get(i));
      expected.add(
          "%s %s orders.parquet@%d".formatted(all.get(i).reason(), all.get(i).detail(), i));
    }
    AnyParquet.of(MessageTypeParser.parseMessageType(schema))
        .rows(folder.resolve("orders.parquet"), rows.stream());

    List<String> shown = Ask.orders(folder);
    assertThat(Ask.rejects(shown), is(expected.stream().sorted().toList()));
    for (String told :
        List.of("type, value=SHIPPED", "lines.amount, value=12.34567", "cost, value=0.000001")) {
      assertThat(shown, hasItem(containsString(told + ",")));
    }
  }

  /** Sixteen bytes may be a token; sixteen characters are what a till prints. */
  @Test
  void aTextOfSixteenCharactersIsNoToken() throws Exception {
    Map<String, Object> row =
        AnyParquet.fields(AnyEvents.payments(1, new Random(3)).findFirst().orElseThrow());
    row.put("card_token", "411111XXXXXX1111");
    AnyParquet.of(
            MessageTypeParser.parseMessageType(
                ArchiveSchema.PAYMENTS
                    .toString()
                    .replace("fixed_len_byte_array(16) card_token", "binary card_token (STRING)")))
        .rows(folder.resolve("payments.parquet"), Stream.of(row));

    assertThat(
        Ask.rejects(Ask.payments(folder, TOKENS)),
        is(List.of(BAD_CARD + " card_token payments.parquet@0")));
  }

  @Test
  void aCardIsATokenHoweverItComes() throws Exception {
    Path file = folder.resolve("payments.parquet");
    List<Payment> payments = AnyEvents.payments(10, new Random(3)).toList();
    List<Map<String, Object>> rows = payments.stream().map(AnyParquet::fields).toList();
    byte[] token = (byte[]) rows.get(0).get("card_token");
    rows.get(1)
        .put("card_token", payments.get(1).card().toString().getBytes(StandardCharsets.UTF_8));
    rows.get(2).remove("card_token");
    rows.get(2).put("card_number", CARD);
    rows.get(3).put("card_number", CARD);
    rows.get(4).remove("card_token");
    rows.get(4).put("card_number", CARD + "x");
    rows.get(5).remove("card_token");
    rows.get(6).put("card_token", Arrays.copyOf(token, 15));
    rows.get(7).put("gateway", "4929-1234-1234-1234");
    rows.get(7).put("amount", null);
    rows.get(8)
        .put("card_token", "00000000000000004929123412341234".getBytes(StandardCharsets.UTF_8));
    rows.get(9).remove("card_token");
    rows.get(9).put("card_number", CARD);
    rows.get(9).put("order_id", "4929 1234 1234 1234");
    AnyParquet.of(
            MessageTypeParser.parseMessageType(
                """
                message payments {
                  optional binary payment_id (STRING); optional binary order_id (STRING);
                  optional binary card_token; optional binary card_number (STRING);
                  optional binary store_id (STRING); optional binary gateway (STRING);
                  optional double amount; optional binary currency (STRING);
                  optional int64 event_time (TIMESTAMP(NANOS,false));
                  optional int64 ingest_time (TIMESTAMP(MILLIS,false));
                }
                """))
        .rows(file, rows.stream());

    List<String> shown = Ask.payments(folder, TOKENS);

    List<String> events =
        shown.stream().filter(line -> !line.startsWith("Reject[")).sorted().toList();
    assertThat(
        events,
        is(
            List.of(
                text(payments.get(0), 0),
                text(payments.get(1), 1),
                text(payments.get(2), 2)
                    .replace(payments.get(2).card().toString(), TOKENS.of(CARD).toString()))));
    assertThat(
        Ask.rejects(shown),
        is(
            List.of(
                BAD_CARD + " card_number payments.parquet@4",
                BAD_CARD + " card_token payments.parquet@6",
                BAD_CARD + " card_token payments.parquet@8",
                BAD_CARD + " order_id payments.parquet@9",
                MISSING_FIELD + " amount payments.parquet@7",
                MISSING_FIELD + " card_token payments.parquet@5",
                REPEATED_FIELD + " card_token payments.parquet@3")));
    assertThat(shown.toString(), not(containsString("49291234")));
    assertThat(shown.toString(), not(containsString("4929-1234")));
  }

  private static String text(Payment payment, int row) {
    return Shown.textOf(
        new Payment(
            payment.paymentId(),
            payment.orderId(),
            payment.card(),
            payment.storeId(),
            payment.gateway(),
            payment.amount(),
            payment.currency(),
            payment.eventTime(),
            payment.ingestTime(),
            0,
            RecordLocation.inFile("payments.parquet", row)));
  }

  private static byte[] bytes(int length, int last) {
    byte[] bytes = new byte[length];
    bytes[length - 1] = (byte) last;
    return bytes;
  }

  /** A whole number of some 30 digits, in units of its scale. */
  private static byte[] huge() {
    byte[] digits = new BigInteger("9".repeat(30) + "000000").toByteArray();
    byte[] bytes = new byte[16];
    System.arraycopy(digits, 0, bytes, 16 - digits.length, digits.length);
    return bytes;
  }
}
