package dev.tideline.pipelines.money;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.io.answer.WrittenFiles;
import dev.tideline.io.files.AnswerFolder;
import dev.tideline.json.Timestamps;
import dev.tideline.revenue.StoreDay;
import dev.tideline.revenue.StoreDayMoney;
import dev.tideline.store.StoreTimeline;
import dev.tideline.store.Stores;
import dev.tideline.sum.Total;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the events of a run that don't count come to, by store, business day and currency: those
 * that came too late, and those that break a rule. Copies of an event are one: see {@link
 * dev.tideline.money.Unposted#repeat}.
 */
public final class Uncounted {

  private static final Comparator<Key> ORDER =
      Comparator.comparing((Key key) -> key.day.storeId())
          .thenComparingInt(key -> key.day.businessDay())
          .thenComparing(Key::currency);

  private final Stores stores;
  private final long asOf;
  private final Map<Key, StoreDayMoney> byDay = new HashMap<>();
  private Unplaced unplaced = Unplaced.NONE;

  private Uncounted(Stores stores, long asOf) {
    this.stores = stores;
    this.asOf = asOf;
  }

  private record Key(StoreDay day, String currency) {
    static Key of(StoreDayMoney money) {
      return new Key(money.day(), money.currency());
    }
  }

  /** Makes a row of an event. */
  private interface Kind {
    StoreDayMoney of(StoreDay day, String currency, Total net);
  }

  /**
   * Those of a run.
   *
   * @param answer what it has written
   * @param stores by which it judged
   * @param asOf up to when it counts, ms since the epoch: what was ingested later is not yet there;
   *     null for the close of each store's books, after which anything is late
   */
  public static Uncounted of(Path answer, Stores stores, Long asOf) throws IOException {
    Uncounted all = new Uncounted(stores, asOf == null ? Long.MAX_VALUE : asOf);
    WrittenFiles files = new WrittenFiles(answer);
    files.lines(AnswerFolder.TOO_LATE, line -> all.add(line, StoreDayMoney::late));
    files.lines(AnswerFolder.REJECTS, line -> all.add(line, StoreDayMoney::rejected));
    return all;
  }

  private void add(String line, Kind kind) throws IOException {
    JsonNode event = AnswerJson.parse(line);
    if (!event.get("ingest_time").isNull() && time(event, "ingest_time") > asOf) {
      return;
    }
    if (event.get("net").isNull() || event.get("currency").isNull()) {
      unplaced = unplaced.plusUnreadable();
    } else if (!event.get("repeat").asBoolean()) {
      String currency = event.get("currency").asText();
      Total net = StoreDays.amount(event, "net");
      Optional<StoreDay> day = dayOf(event);
      if (day.isPresent()) {
        StoreDayMoney money = kind.of(day.get(), currency, net);
        byDay.merge(Key.of(money), money, StoreDayMoney::plus);
      } else {
        unplaced = unplaced.plusUndated(currency, net);
      }
    }
  }

  /** The day on which an event happened, of a store that was open then. */
  private Optional<StoreDay> dayOf(JsonNode event) {
    if (event.get("store_id").isNull() || event.get("event_time").isNull()) {
      return Optional.empty();
    }
    String storeId = event.get("store_id").asText();
    long happened = time(event, "event_time");
    StoreTimeline store = stores.get(storeId);
    return store == null || store.at(happened) == null
        ? Optional.empty()
        : Optional.of(new StoreDay(storeId, store.dayOf(happened)));
  }

  private static long time(JsonNode event, String field) {
    return Timestamps.parse(event.get(field).asText());
  }

  /** The rejected records that are on no day. */
  public Unplaced unplaced() {
    return unplaced;
  }

  /**
   * What a day comes to with them.
   *
   * @param rows what is booked on it
   * @param bank what a reconciliation says of it; nothing, if it was not reconciled
   */
  public StoreDays with(LocalDate date, List<String> rows, List<StoreDayMoney> bank)
      throws IOException {
    Map<Key, StoreDayMoney> all = new TreeMap<>(ORDER);
    for (String text : rows) {
      JsonNode row = AnswerJson.parse(text);
      StoreDayMoney booked =
          StoreDayMoney.booked(
              StoreDays.dayOf(row),
              row.get("currency").asText(),
              StoreDays.amount(row, "revenue"),
              StoreDays.amount(row, "refunds"),
              StoreDays.amount(row, "cost"));
      all.merge(Key.of(booked), booked, StoreDayMoney::plus);
    }
    byDay.forEach(
        (key, money) -> {
          if (key.day.businessDay() == date.toEpochDay()) {
            all.merge(key, money, StoreDayMoney::plus);
          }
        });
    bank.forEach(money -> all.merge(Key.of(money), money, StoreDayMoney::plus));
    return new StoreDays(List.copyOf(all.values()));
  }
}
