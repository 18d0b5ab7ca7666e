package dev.tideline.pipelines.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.run.Terminal.Ended;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three days of events, some late, some broken, some sent twice: what is published of a day, what
 * was late and what was rejected come to what the events come to, which is added up here from the
 * events themselves.
 */
class DayInMoneyTest {

  private static final String DAY = "2026-03-17";
  private static final int EVENTS = 400;
  private static final Map<String, ZoneId> ZONES =
      Map.of("berlin", ZoneId.of("Europe/Berlin"), "new-york", ZoneId.of("America/New_York"));
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  /** By store and currency of the day. */
  private final Map<String, BigDecimal> gross = new TreeMap<>();

  /** Of no day of a store, by currency. */
  private final Map<String, BigDecimal> undated = new TreeMap<>();

  private long undatedEvents;
  private long unreadable;

  @TempDir private Path home;
  private OneStore shop;
  private Path books;

  /** What is wrong with an event. */
  private enum Damage {
    NONE,
    LATE,
    FOREIGN_CURRENCY,
    FROM_THE_FUTURE,
    NEGATIVE_COST,
    UNKNOWN_STORE,
    NEGATIVE_AMOUNT,
    AMOUNT_AS_TEXT,
    NO_LINES,
    CUT;

    boolean isReadable() {
      return compareTo(NEGATIVE_AMOUNT) < 0;
    }
  }

  @BeforeEach
  void threeDaysOfEvents() throws IOException {
    shop = OneStore.in(home.resolve("shop"));
    books = home.resolve("books");
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      Damage damage = random.nextBoolean() ? Damage.NONE : Damage.values()[random.nextInt(10)];
      happen("e" + i, damage, lines);
    }
    Collections.shuffle(lines, random);
    shop.orders("day.jsonl", lines.toArray(String[]::new));
  }

  /** Writes an event, perhaps more than once, and adds it up once. */
  private void happen(String id, Damage damage, List<String> lines) {
    String store = random.nextBoolean() ? "berlin" : "new-york";
    Instant time = Instant.parse("2026-03-16T00:00:00Z").plusMillis(random.nextInt(3 * 86_400_000));
    String own = store.equals("berlin") ? "EUR" : "USD";
    String other = store.equals("berlin") ? "USD" : "EUR";
    String currency = damage == Damage.FOREIGN_CURRENCY ? other : own;
    String type = List.of("PLACED", "PLACED", "CANCELLED", "REFUNDED").get(random.nextInt(4));
    List<BigDecimal> amounts = new ArrayList<>();
    for (int line = random.nextInt(3); line >= 0; line--) {
      amounts.add(BigDecimal.valueOf(random.nextInt(100_000), 2));
    }
    String event = event(id, damage, store, time, currency, type, amounts);
    List<Instant> ingested = ingested(time, damage);
    ingested.forEach(at -> lines.add("{\"ingest_time\":\"" + at + "\"," + event));

    BigDecimal sum = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal net = type.equals("PLACED") ? sum : sum.negate();
    if (!damage.isReadable()) {
      unreadable += ingested.size();
    } else if (damage == Damage.UNKNOWN_STORE) {
      undated.merge(currency, net, BigDecimal::add);
      undatedEvents++;
    } else if (LocalDate.ofInstant(time, ZONES.get(store)).toString().equals(DAY)) {
      gross.merge(store + " " + currency, net, BigDecimal::add);
    }
  }

  private List<Instant> ingested(Instant time, Damage damage) {
    List<Instant> all = new ArrayList<>();
    switch (damage) {
      case LATE -> all.add(time.plus(3, ChronoUnit.DAYS));
      case FROM_THE_FUTURE -> all.add(time.minusSeconds(3_600));
      default -> all.add(time.plusSeconds(1));
    }
    while (random.nextInt(3) == 0) { // in time, late, or before it happened
      all.add(time.plusSeconds(List.of(2, 300_000, -7_200).get(random.nextInt(3))));
    }
    return all;
  }

  private static String event(
      String id,
      Damage damage,
      String store,
      Instant time,
      String currency,
      String type,
      List<BigDecimal> amounts) {
    String lines =
        amounts.stream()
            .map(
                amount ->
                    "{\"sku\":\"a\",\"category\":\"c\",\"quantity\":1,\"amount\":%s,\"cost\":%s}"
                        .formatted(amount, damage == Damage.NEGATIVE_COST ? "-1" : "0.5"))
            .collect(joining(","));
    String event =
        """
        "event_id":"%s","order_id":"o","type":"%s","store_id":"%s","event_time":"%s",\
        "placed_at":"%s","currency":"%s","lines":[%s]}"""
            .formatted(
                id,
                type,
                damage == Damage.UNKNOWN_STORE ? "atlantis" : store,
                time,
                time,
                currency,
                damage == Damage.NO_LINES ? "" : lines);
    return switch (damage) {
      case NEGATIVE_AMOUNT -> event.replaceFirst("\"amount\":", "\"amount\":-1");
      case AMOUNT_AS_TEXT -> event.replaceFirst("\"amount\":[0-9.]+", "\"amount\":\"4,50\"");
      case CUT -> event.substring(0, event.length() - 2);
      default -> event;
    };
  }

  @Test
  void publishedLateAndRejectedComeToAllThereIsAfterACorrectionToo() throws IOException {
    run("--date", DAY);
    List<JsonNode> first = storeDays(1);
    assertAllIsThere(1);
    assertThat(note(), sum(first, "late_events").signum(), is(1));
    assertThat(note(), sum(first, "rejected_records").signum(), is(1));

    run("--date", DAY, "--correct");
    List<JsonNode> corrected = storeDays(2);
    assertAllIsThere(2);
    assertThat(note(), sum(corrected, "late_events").signum(), is(0));
    assertThat(
        note() + ": what is no longer late is published",
        sum(corrected, "published").subtract(sum(first, "published")),
        is(sum(first, "late")));
  }

  private void assertAllIsThere(int version) throws IOException {
    Map<String, BigDecimal> found = new TreeMap<>();
    for (JsonNode row : storeDays(version)) {
      String key = row.get("store_id").asText() + " " + row.get("currency").asText();
      BigDecimal parts =
          amount(row, "published").add(amount(row, "late")).add(amount(row, "rejected"));
      assertThat(note(), parts, is(amount(row, "gross")));
      found.put(key, parts.setScale(2));
    }
    assertThat(note(), found, is(gross));
    List<JsonNode> booked = lines(version, "rows.jsonl");
    assertThat(
        note(),
        sum(storeDays(version), "published"),
        is(sum(booked, "revenue").subtract(sum(booked, "refunds"))));

    JsonNode told = lines(version, "version.json").get(0);
    assertThat(note(), told.get("unreadable").asLong(), is(unreadable));
    assertThat(note(), told.get("undated").asLong(), is(undatedEvents));
    Map<String, BigDecimal> money = new TreeMap<>();
    told.get("undated_money")
        .properties()
        .forEach(each -> money.put(each.getKey(), each.getValue().decimalValue().setScale(2)));
    assertThat(note(), money, is(undated));
  }

  private String note() {
    return "seed " + seed;
  }

  private void run(String... options) {
    List<String> all =
        new ArrayList<>(List.of("--input", shop.toString(), "--output", books.toString()));
    all.addAll(List.of(options));
    Ended ended = Terminal.run(new DailyRevenueMain(), all.toArray(String[]::new));
    assertThat(note() + ended.out() + ended.err(), ended.code(), is(0));
  }

  private List<JsonNode> storeDays(int version) throws IOException {
    return lines(version, "store-days.jsonl");
  }

  private List<JsonNode> lines(int version, String file) throws IOException {
    Path path = books.resolve("days").resolve(DAY).resolve("v" + version).resolve(file);
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(path, UTF_8)) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }

  private static BigDecimal sum(List<JsonNode> rows, String column) {
    return rows.stream().map(row -> amount(row, column)).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal amount(JsonNode row, String column) {
    return row.get(column).decimalValue().setScale(4);
  }
}
