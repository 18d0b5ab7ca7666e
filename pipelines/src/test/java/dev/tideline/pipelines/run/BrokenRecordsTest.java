package dev.tideline.pipelines.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderType;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.FraudVelocityMain;
import dev.tideline.pipelines.OpsDashboardMain;
import dev.tideline.pipelines.run.Terminal.Ended;
import dev.tideline.pipelines.spec.PipelineCommand;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.RejectReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of broken record is kept with its reason and its location, and the rest counts. */
class BrokenRecordsTest {

  private static final long TIME = 1_773_738_000_000L; // 2026-03-17T09:00Z
  private static final long END_OF_2099 = 4_102_444_800_000L;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GOOD = OneStore.order("b1");
  private static final String GOOD_PAYMENT = OneStore.payment("b1");

  /** A record that must be rejected, with the reason and the field at fault. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Broken(byte[] line, RejectReason reason, String detail) {

    /** A good record with something replaced. */
    static Broken by(String good, String what, String with, RejectReason reason, String detail) {
      assertThat(good + " has " + what, good.contains(what), is(true));
      return new Broken(good.replace(what, with).getBytes(UTF_8), reason, detail);
    }

    static Broken order(String what, String with, RejectReason reason, String detail) {
      return by(GOOD, what, with, reason, detail);
    }

    static Broken payment(String what, String with, RejectReason reason, String detail) {
      return by(GOOD_PAYMENT, what, with, reason, detail);
    }
  }

  private static final List<Broken> ORDERS =
      List.of(
          new Broken("not JSON".getBytes(UTF_8), RejectReason.NOT_JSON, ""),
          new Broken("[1]".getBytes(UTF_8), RejectReason.NOT_JSON, "not an object"),
          new Broken(
              (GOOD + GOOD).getBytes(UTF_8), RejectReason.NOT_JSON, "something follows the object"),
          Broken.order("]}", "", RejectReason.NOT_JSON, ""),
          new Broken(cutInACharacter(), RejectReason.NOT_UTF8, ""),
          new Broken(ofTenMegabytes(), RejectReason.TOO_LARGE, "more than 1048576 bytes"),
          Broken.order("\"order_id\"", "\"other\"", RejectReason.MISSING_FIELD, "order_id"),
          Broken.order("\"ingest_time\"", "\"other\"", RejectReason.MISSING_FIELD, "ingest_time"),
          Broken.order("\"b1\"", "null", RejectReason.MISSING_FIELD, "event_id"),
          Broken.order("\"berlin\"", "\"\"", RejectReason.MISSING_FIELD, "store_id"),
          Broken.order("\"sku\":\"apple\",", "", RejectReason.MISSING_FIELD, "lines.sku"),
          Broken.order("2.50", "\"2.50\"", RejectReason.WRONG_TYPE, "amount"),
          Broken.order("\"produce\"", "[]", RejectReason.WRONG_TYPE, "category"),
          Broken.order("\"quantity\":1", "\"quantity\":1.5", RejectReason.WRONG_TYPE, "quantity"),
          Broken.order("\"EUR\"", "978", RejectReason.WRONG_TYPE, "currency"),
          Broken.order("1.25}", "1.25,\"anything\":1},5", RejectReason.WRONG_TYPE, "lines"),
          Broken.order("\"currency\"", "\"store_id\"", RejectReason.REPEATED_FIELD, "store_id"),
          Broken.order(
              "\"event_time\":\"2026-03-17T",
              "\"event_time\":\"17.3.2026 ",
              RejectReason.BAD_TIME,
              "event_time"),
          Broken.order("2.50", "2.00001", RejectReason.BAD_AMOUNT, "amount"),
          Broken.order("2.50", "2.5e3", RejectReason.BAD_AMOUNT, "amount"),
          Broken.order("2.50", "-2.50", RejectReason.NEGATIVE_AMOUNT, ""),
          Broken.order("1.25", "-0.0001", RejectReason.NEGATIVE_AMOUNT, ""),
          Broken.order("\"quantity\":1", "\"quantity\":-1", RejectReason.NEGATIVE_AMOUNT, ""),
          Broken.order("2.50", "1000000000.0001", RejectReason.AMOUNT_OVERFLOW, ""),
          Broken.order("2.50", "99999999999999999999", RejectReason.AMOUNT_OVERFLOW, "amount"),
          Broken.order(
              "\"quantity\":1",
              "\"quantity\":2147483648",
              RejectReason.AMOUNT_OVERFLOW,
              "quantity"),
          Broken.order("PLACED", "LOST", RejectReason.UNKNOWN_TYPE, "type"),
          Broken.order("berlin", "atlantis", RejectReason.UNKNOWN_STORE, ""),
          Broken.order("EUR", "XXX", RejectReason.UNKNOWN_CURRENCY, ""),
          Broken.order("EUR", "USD", RejectReason.FOREIGN_CURRENCY, ""),
          Broken.order(
              "\"event_time\":\"2026-03-17T09:00:00.000Z\"",
              "\"event_time\":\"2026-03-17T09:01:01.001Z\"",
              RejectReason.FUTURE_TIME,
              ""),
          Broken.order(
              "\"event_time\":\"2026-03-17T09:00:00.000Z\"",
              "\"event_time\":\"1970-01-01T00:00:00.000Z\"",
              RejectReason.IMPLAUSIBLE_TIME,
              ""),
          Broken.order(
              "\"ingest_time\":\"2026",
              "\"ingest_time\":\"9999",
              RejectReason.IMPLAUSIBLE_TIME,
              ""),
          Broken.order(
              "\"placed_at\":\"2026", "\"placed_at\":\"0000", RejectReason.IMPLAUSIBLE_TIME, ""),
          Broken.order(
              "\"placed_at\":\"2026-03-17T09:00:00.000Z\"",
              "\"placed_at\":\"2026-03-17T09:00:00.001Z\"",
              RejectReason.PLACED_AFTER_EVENT,
              ""));

  private static final List<Broken> PAYMENTS =
      List.of(
          Broken.payment("\"b1\"", "null", RejectReason.MISSING_FIELD, "payment_id"),
          Broken.payment("\"card_number\"", "\"other\"", RejectReason.MISSING_FIELD, "card_number"),
          Broken.payment(
              "\"4111111111111111\"", "4111111111111111", RejectReason.WRONG_TYPE, "card_number"),
          Broken.payment("4111111111111111", "41111111111", RejectReason.BAD_CARD, "card_number"),
          Broken.payment(
              "4111111111111111", "4111-1111-1111-1111", RejectReason.BAD_CARD, "card_number"),
          Broken.payment("20.00", "-20.00", RejectReason.NEGATIVE_AMOUNT, ""),
          Broken.payment("20.00", "1000000001", RejectReason.AMOUNT_OVERFLOW, ""),
          Broken.payment("berlin", "atlantis", RejectReason.UNKNOWN_STORE, ""));

  @TempDir private Path home;
  private OneStore shop;

  @BeforeEach
  void openTheShop() throws IOException {
    shop = OneStore.in(home.resolve("shop"));
  }

  @Test
  void ordersThatAreNone() throws IOException {
    Path file = shop.write("orders", "part.jsonl", among(ORDERS, OneStore.order("good")));
    shop.orders("empty.jsonl");
    shop.orders("unknown-fields.jsonl", OneStore.order("e1").replace("{\"", "{\"note\":[{}],\""));

    Ended ended = run(new DailyRevenueMain());

    assertThat(ended.err(), ended.code(), is(0));
    assertThat(
        ended.printed("LEDGER"),
        contains(
            "LEDGER read="
                + (ORDERS.size() + 2)
                + " counted=2 duplicate=0 too_late=0 rejected="
                + ORDERS.size()
                + " out_of_scope=0 BALANCED"));
    assertThat(ended.printed("REJECTED"), is(byReason(ORDERS)));
    assertThat(rejects(file), is(expected(ORDERS)));
  }

  @Test
  void paymentsThatAreNone() throws IOException {
    Path file = shop.write("payments", "part.jsonl", among(PAYMENTS, OneStore.payment("good")));

    Ended ended = run(new FraudVelocityMain(), "--card-key", shop.cardKey());

    assertThat(ended.err(), ended.code(), is(0));
    assertThat(ended.printed("REJECTED"), is(byReason(PAYMENTS)));
    assertThat(rejects(file), is(expected(PAYMENTS)));
  }

  /** JSON can't even say some of these times; a columnar file by another program can. */
  @Test
  void rowsOfTheArchiveWithTimesBeyondAny() throws IOException {
    List<OrderEvent> rows = new ArrayList<>();
    rows.add(order("good", TIME, TIME, TIME));
    for (long time : new long[] {Long.MIN_VALUE, -1, 0, END_OF_2099, Long.MAX_VALUE}) {
      rows.add(order("happened at " + time, time, TIME, TIME));
      rows.add(order("placed at " + time, TIME, time, TIME));
      rows.add(order("ingested at " + time, TIME, TIME, time));
    }
    shop.archive("part.parquet", rows);

    Ended ended = run(new OpsDashboardMain());

    assertThat(ended.err(), ended.code(), is(0));
    assertThat(
        ended.printed("LEDGER"),
        contains(
            "LEDGER read=16 counted=1 duplicate=0 too_late=0 rejected=15 out_of_scope=0"
                + " BALANCED"));
    assertThat(ended.printed("REJECTED"), contains("REJECTED IMPLAUSIBLE_TIME=15"));
    assertThat(
        Terminal.lines(home.resolve("answer"), "ledger"),
        contains(
            startsWith("{\"minute\":\"1970-01-01T00:00:00.000Z\",\"read\":5,\"counted\":0,"),
            startsWith("{\"minute\":\"2026-03-17T09:00:00.000Z\",\"read\":11,\"counted\":1,")));
  }

  private static OrderEvent order(String id, long eventTime, long placedAt, long ingestTime) {
    return new OrderEvent(
        id,
        "o1",
        OrderType.PLACED,
        "berlin",
        eventTime,
        placedAt,
        "EUR",
        List.of(new OrderLine("apple", "produce", 1, 25_000, 12_500)),
        ingestTime,
        0,
        RecordLocation.inFile("", 0));
  }

  @Test
  void whatWasInThemIsKept() throws IOException {
    String broken = GOOD.replace("2.50", "\"two-fifty\"");
    shop.write(
        "orders",
        "part.jsonl",
        List.of(broken.getBytes(UTF_8), cutInACharacter(), ofTenMegabytes()));

    run(new DailyRevenueMain());

    for (String line : Terminal.lines(home.resolve("answer"), "rejects")) {
      JsonNode reject = JSON.readTree(line);
      switch (RejectReason.valueOf(reject.get("reason").asText())) {
        case WRONG_TYPE -> assertThat(reject.get("payload").asText(), is(broken));
        case NOT_UTF8 ->
            assertThat(
                Base64.getDecoder().decode(reject.get("payload_base64").asText()),
                is(cutInACharacter()));
        default -> {
          assertThat(reject.get("payload_bytes").asInt(), is(10 << 20));
          assertThat(reject.get("payload").asText().length(), lessThanOrEqualTo(64 << 10));
        }
      }
    }
  }

  private Ended run(PipelineCommand<?, ?> command, String... more) {
    List<String> words = new ArrayList<>(List.of(more));
    words.addAll(List.of("--input", shop.toString()));
    words.addAll(List.of("--output", home.resolve("answer").toString()));
    return Terminal.run(command, words.toArray(String[]::new));
  }

  /** The broken records with a good one after the first of them. */
  private static List<byte[]> among(List<Broken> broken, String good) {
    List<byte[]> lines = new ArrayList<>(broken.stream().map(Broken::line).toList());
    lines.add(1, good.getBytes(UTF_8));
    return lines;
  }

  private static List<String> byReason(List<Broken> broken) {
    return broken.stream()
        .collect(Collectors.groupingBy(Broken::reason, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(reason -> "REJECTED " + reason.getKey() + "=" + reason.getValue())
        .toList();
  }

  /** For each reject its reason, its detail, and the line that begins at its location. */
  private List<String> rejects(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    List<String> rejects = new ArrayList<>();
    for (String text : Terminal.lines(home.resolve("answer"), "rejects")) {
      JsonNode reject = JSON.readTree(text);
      assertThat(reject.get("source").asText(), is(shop.folder().relativize(file).toString()));
      int offset = reject.get("offset").asInt();
      assertThat("a line begins there", offset == 0 || bytes[offset - 1] == '\n', is(true));
      int end = offset;
      while (bytes[end] != '\n') {
        end++;
      }
      byte[] line = Arrays.copyOfRange(bytes, offset, end);
      rejects.add(text(reject.get("reason").asText(), reject.get("detail").asText(), line));
    }
    return rejects.stream().sorted().toList();
  }

  private static List<String> expected(List<Broken> broken) {
    return broken.stream()
        .map(record -> text(record.reason().name(), record.detail(), record.line()))
        .sorted()
        .toList();
  }

  private static String text(String reason, String detail, byte[] line) {
    return reason + " " + detail + " " + line.length + " " + Arrays.hashCode(line);
  }

  /** A character of two bytes of which the second is missing. */
  private static byte[] cutInACharacter() {
    byte[] bytes = GOOD.getBytes(UTF_8);
    bytes[GOOD.indexOf("apple")] = (byte) 0xC3;
    return bytes;
  }

  private static byte[] ofTenMegabytes() {
    return (GOOD + " ".repeat((10 << 20) - GOOD.length())).getBytes(UTF_8);
  }
}
