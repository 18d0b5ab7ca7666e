package dev.tideline.pipelines.money;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.json.JsonText;
import dev.tideline.money.Amount;
import dev.tideline.sum.Total;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rejected records of a run that are on no day of a store, because their amount or their day
 * can't be read: they stand beside what the days come to.
 *
 * @param unreadable how many don't tell their amount and its currency
 * @param undated how many events do, but not on which day of which store they are
 * @param money what these would have moved, by currency, in 1/10 000 currency units
 */
public record Unplaced(long unreadable, long undated, SortedMap<String, Total> money) {

  /** None. */
  public static final Unplaced NONE = new Unplaced(0, 0, new TreeMap<>());

  public Unplaced {
    money = Collections.unmodifiableSortedMap(new TreeMap<>(money));
  }

  /** Reads what {@link #write} wrote; none where it is missing, as in the first versions. */
  public static Unplaced read(JsonNode json) {
    SortedMap<String, Total> money = new TreeMap<>();
    json.path("undated_money")
        .fieldNames()
        .forEachRemaining(
            currency -> money.put(currency, StoreDays.amount(json.get("undated_money"), currency)));
    return new Unplaced(json.path("unreadable").asLong(), json.path("undated").asLong(), money);
  }

  /** Writes it as fields of an object. */
  public void write(JsonText json) {
    json.number("unreadable", unreadable);
    json.number("undated", undated);
    json.object("undated_money", () -> money.forEach(json::amount));
  }

  Unplaced plusUnreadable() {
    return new Unplaced(unreadable + 1, undated, money);
  }

  Unplaced plusUndated(String currency, Total net) {
    SortedMap<String, Total> more = new TreeMap<>(money);
    more.merge(currency, net, Total::plus);
    return new Unplaced(unreadable, undated + 1, more);
  }

  /** Whether there are none. */
  public boolean none() {
    return unreadable == 0 && undated == 0;
  }

  /** As it is printed. */
  public String line() {
    StringBuilder line =
        new StringBuilder("UNPLACED unreadable=" + unreadable + " undated=" + undated);
    money.forEach((currency, net) -> line.append(" %s=%s".formatted(currency, Amount.format(net))));
    return line.toString();
  }
}
