package dev.tideline.pipelines.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
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

  /** A record that must be rejected, with the reason, the field at fault and what is told of it. */
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
          new Broken("not JSON".getBytes(UTF_8), RejectReason.NOT_JSON, "at byte 3"),
          new Broken("[1]".getBytes(UTF_8), RejectReason.NOT_JSON, "not an object"),
          new Broken(
              (GOOD + GOOD).getBytes(UTF_8), RejectReason.NOT_JSON, "something follows the object"),
          Broken.order("]}", "", RejectReason.NOT_JSON, "at byte 290"),
          new Broken(cutInACharacter(), RejectReason.NOT_UTF8, "at byte " + GOOD.indexOf("apple")),
          new Broken(ofTenMegabytes(), RejectReason.TOO_LARGE, "more than 1048576 bytes"),
          Broken.order("\"order_id\"", "\"other\"", RejectReason.MISSING_FIELD, "order_id"),
          Broken.order("\"ingest_time\"", "\"other\"", RejectReason.MISSING_FIELD, "ingest_time"),
          Broken.order("\"b1\"", "null", RejectReason.MISSING_FIELD, "event_id"),
          Broken.order("\"berlin\"", "\"\"", RejectReason.MISSING_FIELD, "store_id"),
          Broken.order("\"sku\":\"apple\",", "", RejectReason.MISSING_FIELD, "lines.sku"),
          Broken.order("2.50", "\"2.50\"", RejectReason.WRONG_TYPE, "lines.amount: 2.50"),
          Broken.order("\"produce\"", "[]", RejectReason.WRONG_TYPE, "lines.category: ["),
          Broken.order(
              "\"quantity\":1", "\"quantity\":1.5", RejectReason.WRONG_TYPE, "lines.quantity: 1.5"),
          Broken.order("\"EUR\"", "978", RejectReason.WRONG_TYPE, "currency: 978"),
          Broken.order("1.25}", "1.25,\"anything\":1},5", RejectReason.WRONG_TYPE, "lines: 5"),
          Broken.order("\"currency\"", "\"store_id\"", RejectReason.REPEATED_FIELD, "store_id"),
          Broken.order(
              "\"event_time\":\"2026-03-17T",
              "\"event_time\":\"17.3.2026 ",
              RejectReason.BAD_TIME,
              "event_time: 17.3.2... (23 characters)"),
          Broken.order("b1", "\\ud83d", RejectReason.BAD_TEXT, "event_id: (1 characters)"),
          Broken.order("2.50", "2.00001", RejectReason.BAD_AMOUNT, "lines.amount: 2.00001"),
          Broken.order("2.50", "2.5e-5", RejectReason.BAD_AMOUNT, "lines.amount: 2.5e-5"),
          Broken.order("2.50", "-2.50", RejectReason.NEGATIVE_AMOUNT, "lines.amount: -2.5000"),
          Broken.order("1.25", "-0.0001", RejectReason.NEGATIVE_AMOUNT, "lines.cost: -0.0001"),
          Broken.order(
              "\"quantity\":1",
              "\"quantity\":-1",
              RejectReason.NEGATIVE_AMOUNT,
              "lines.quantity: -1"),
          Broken.order(
              "2.50",
              "1000000000.0001",
              RejectReason.AMOUNT_OVERFLOW,
              "lines.amount: 100000... (15 characters)"),
          Broken.order(
              "2.50",
              "99999999999999999999",
              RejectReason.AMOUNT_OVERFLOW,
              "lines.amount: 999999... (20 characters)"),
          Broken.order(
              "\"quantity\":1",
              "\"quantity\":2147483648",
              RejectReason.AMOUNT_OVERFLOW,
              "lines.quantity: 2147483648"),
          Broken.order("PLACED", "LOST", RejectReason.UNKNOWN_TYPE, "type: LOST"),
          Broken.order("berlin", "atlantis", RejectReason.UNKNOWN_STORE, "store_id: atlantis"),
          Broken.order("EUR", "XXX", RejectReason.UNKNOWN_CURRENCY, "currency: XXX"),
          Broken.order("EUR", "USD", RejectReason.FOREIGN_CURRENCY, "currency: USD"),
          Broken.order(
              "\"event_time\":\"2026-03-17T09:00:00.000Z\"",
              "\"event_time\":\"2026-03-17T09:01:01.001Z\"",
              RejectReason.FUTURE_TIME,
              "event_time: 2026-03-17T09:01:01.001Z"),
          Broken.order(
              "\"event_time\":\"2026-03-17T09:00:00.000Z\"",
              "\"event_time\":\"1970-01-01T00:00:00.000Z\"",
              RejectReason.IMPLAUSIBLE_TIME,
              "event_time: 1970-0... (24 characters)"),
          Broken.order(
              "\"ingest_time\":\"2026",
              "\"ingest_time\":\"9999",
              RejectReason.IMPLAUSIBLE_TIME,
              "ingest_time: 9999-0... (24 characters)"),
          Broken.order(
              "\"placed_at\":\"2026",
              "\"placed_at\":\"0000",
              RejectReason.IMPLAUSIBLE_TIME,
              "placed_at: 0000-0... (24 characters)"),
          Broken.order(
              "\"placed_at\":\"2026-03-17T09:00:00.000Z\"",
              "\"placed_at\":\"2026-03-17T09:00:00.001Z\"",
              RejectReason.PLACED_AFTER_EVENT,
              "placed_at: 2026-03-17T09:00:00.001Z"));

  private static final List<Broken> PAYMENTS =
      List.of(
          Broken.payment("\"b1\"", "null", RejectReason.MISSING_FIELD, "payment_id"),
          Broken.payment("\"card_number\"", "\"other\"", RejectReason.MISSING_FIELD, "card_number"),
          Broken.payment(
              "\"4111111111111111\"",
              "4111111111111111",
              RejectReason.WRONG_TYPE,
              "card_number: (16 characters)"),
          Broken.payment(
              "4111111111111111",
              "41111111111",
              RejectReason.BAD_CARD,
              "card_number: (11 characters)"),
          Broken.payment(
              "4111111111111111",
              "4111-1111-1111-1111",
              RejectReason.BAD_CARD,
              "card_number: (19 characters)"),
          Broken.payment("acme", "4111.1111.1111.1111", RejectReason.BAD_CARD, "gateway"),
          Broken.payment("20.00", "-20.00", RejectReason.NEGATIVE_AMOUNT, "amount: -20.0000"),
          Broken.payment(
              "20.00",
              "1000000001",
              RejectReason.AMOUNT_OVERFLOW,
              "amount: 100000... (15 characters)"),
          Broken.payment("berlin", "atlantis", RejectReason.UNKNOWN_STORE, "store_id: atlantis"));

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
  void whatCanDoNoHarmIsKeptOfThem() throws IOException {
    String broken = GOOD.replace("2.50", "\"two-fifty\"");
    shop.write(
        "orders",
        "part.jsonl",
        List.of(broken.getBytes(UTF_8), cutInACharacter(), ofTenMegabytes()));

    run(new DailyRevenueMain());

    for (String line : Terminal.lines(home.resolve("answer"), "rejects")) {
      JsonNode reject = JSON.readTree(line);
      JsonNode kept = JSON.readTree(reject.get("payload").asText());
      assertThat(kept.get("event_time").asText(), is("2026-03-17T09:00:00.000Z"));
      switch (RejectReason.valueOf(reject.get("reason").asText())) {
        case WRONG_TYPE -> {
          assertThat(reject.get("value").asText(), is("two-fi... (9 characters)"));
          assertThat(kept.at("/lines/0/amount").asText(), is("(text of 9 characters)"));
        }
        case NOT_UTF8 -> assertThat(kept.get("event_id").asText(), is("b1"));
        default -> assertThat(reject.get("payload_bytes").asInt(), is(10 << 20));
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
      String value = reject.get("value").isNull() ? "" : ": " + reject.get("value").asText();
      String detail = reject.get("detail").asText() + value;
      rejects.add(text(reject.get("reason").asText(), detail, line));
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
