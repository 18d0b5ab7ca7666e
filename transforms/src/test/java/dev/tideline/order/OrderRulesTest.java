package dev.tideline.order;

import static dev.tideline.testing.FreshMartStores.STORES;
import static dev.tideline.testing.FreshMartStores.at;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.tideline.records.Finding;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.RejectReason;
import dev.tideline.store.Store;
import dev.tideline.store.Stores;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Also of what holds for any event. */
class OrderRulesTest {

  private static final long NOW = at("2026-03-17T10:00:00Z");
  private static final OrderLine LINE = new OrderLine("sku", "dairy", 1, 10_000, 5_000);

  @Test
  void aPlainOrderBreaksNone() {
    assertThat(broken("berlin", "EUR", NOW, NOW, NOW), is(nullValue()));
  }

  @Test
  void theStoreMustBeKnownAndSellInThatCurrency() {
    assertThat(broken("atlantis", "EUR", NOW, NOW, NOW), is(RejectReason.UNKNOWN_STORE));
    assertThat(broken("berlin", "XXX", NOW, NOW, NOW), is(RejectReason.UNKNOWN_CURRENCY));
    assertThat(broken("berlin", "USD", NOW, NOW, NOW), is(RejectReason.FOREIGN_CURRENCY));
  }

  @Test
  void aStoreIsWhatItIsWhenItHappens() {
    ZoneId zone = ZoneId.of("Europe/Sofia");
    long euro = at("2025-12-31T22:00:00Z");
    long closed = at("2026-06-01T00:00:00Z");
    Stores stores =
        Stores.of(
            List.of(
                new Store("sofia", "Vitosha", zone, "BGN", at("2020-01-01T00:00:00Z"), euro),
                new Store("sofia", "Vitosha", zone, "EUR", euro, closed)));

    assertThat(broken("sofia", "BGN", euro - 1, stores), is(nullValue()));
    assertThat(broken("sofia", "EUR", euro - 1, stores), is(RejectReason.FOREIGN_CURRENCY));
    assertThat(broken("sofia", "BGN", euro, stores), is(RejectReason.FOREIGN_CURRENCY));
    assertThat(broken("sofia", "EUR", euro, stores), is(nullValue()));
    assertThat(broken("sofia", "EUR", closed - 1, stores), is(nullValue()));
    assertThat(broken("sofia", "EUR", closed, stores), is(RejectReason.STORE_NOT_OPEN));
    assertThat(
        broken("sofia", "BGN", at("2019-12-31T23:59:59Z"), stores),
        is(RejectReason.STORE_NOT_OPEN));
    assertThat(broken("sofia", "XXX", euro, stores), is(RejectReason.UNKNOWN_CURRENCY));
    assertThat(broken("plovdiv", "EUR", euro, stores), is(RejectReason.UNKNOWN_STORE));
  }

  @Test
  void aClockMayRunAMinuteAhead() {
    assertThat(broken("berlin", "EUR", NOW, NOW, NOW - 60_000), is(nullValue()));
    assertThat(broken("berlin", "EUR", NOW, NOW, NOW - 60_001), is(RejectReason.FUTURE_TIME));
  }

  @Test
  void timesAreOfOurDays() {
    long first = at("1990-01-01T00:00:00Z");
    long end = at("2100-01-01T00:00:00Z");
    assertThat(broken("berlin", "EUR", first, first, NOW), is(nullValue()));
    assertThat(broken("berlin", "EUR", end - 1, end - 1, end - 1), is(nullValue()));
    RejectReason implausible = RejectReason.IMPLAUSIBLE_TIME;
    assertThat(broken("berlin", "EUR", 0, 0, NOW), is(implausible));
    assertThat(broken("berlin", "EUR", first - 1, first - 1, NOW), is(implausible));
    assertThat(broken("berlin", "EUR", first - 1, NOW, NOW), is(implausible));
    assertThat(broken("berlin", "EUR", NOW, NOW, end), is(implausible));
    assertThat(broken("berlin", "EUR", NOW, NOW, 0), is(implausible));
  }

  @Test
  void anOrderIsPlacedBeforeWhatFollowsOnIt() {
    assertThat(broken("berlin", "EUR", NOW + 1, NOW, NOW), is(RejectReason.PLACED_AFTER_EVENT));
  }

  @Test
  void onlyHandingOverNeedsNoLines() {
    for (OrderType type : OrderType.values()) {
      boolean fine = type == OrderType.FULFILLED;
      assertThat(type.name(), broken(type), is(fine ? null : RejectReason.NO_LINES));
    }
  }

  @Test
  void everyLineHasAmountsWithinBounds() {
    long most = 1_000_000_000L * 10_000;
    assertThat(broken(LINE, line(0, 0, 0), line(1, most, most)), is(nullValue()));
    assertThat(broken(LINE, line(-1, 0, 0)), is(RejectReason.NEGATIVE_AMOUNT));
    assertThat(broken(LINE, line(1, -1, 0)), is(RejectReason.NEGATIVE_AMOUNT));
    assertThat(broken(LINE, line(1, 0, -1)), is(RejectReason.NEGATIVE_AMOUNT));
    assertThat(broken(LINE, line(1, most + 1, 0)), is(RejectReason.AMOUNT_OVERFLOW));
    assertThat(broken(LINE, line(1, 0, most + 1)), is(RejectReason.AMOUNT_OVERFLOW));
  }

  @Test
  void aCategoryIsAKeyOfRowsAndHasAnEnd() {
    assertThat(broken(LINE, in("")), is(RejectReason.MISSING_FIELD));
    assertThat(broken(LINE, in("d".repeat(256))), is(nullValue()));
    assertThat(broken(LINE, in("d".repeat(257))), is(RejectReason.TOO_LARGE));
  }

  @Test
  void aFindingNamesTheFieldAndWhatStandsThere() {
    OrderEvent event =
        event(OrderType.PLACED, "berlin", "EUR", NOW, NOW, NOW, LINE, line(1, -25_000, 0));
    assertThat(
        OrderRules.broken(event, STORES),
        is(new Finding(RejectReason.NEGATIVE_AMOUNT, "lines.amount", "-2.5000")));
    assertThat(
        "a value may be a card number", new Finding(null, "f", "v").toString(), is("null f"));
  }

  private static OrderLine in(String category) {
    return new OrderLine("sku", category, 1, 10_000, 5_000);
  }

  private static RejectReason broken(
      String store, String currency, long placedAt, long eventTime, long ingestTime) {
    return reason(event(OrderType.PLACED, store, currency, placedAt, eventTime, ingestTime, LINE));
  }

  private static RejectReason broken(String store, String currency, long time, Stores stores) {
    return reason(event(OrderType.PLACED, store, currency, time, time, time, LINE), stores);
  }

  private static RejectReason broken(OrderType type, OrderLine... lines) {
    return reason(event(type, "berlin", "EUR", NOW, NOW, NOW, lines));
  }

  private static RejectReason reason(OrderEvent event) {
    return reason(event, STORES);
  }

  private static RejectReason reason(OrderEvent event, Stores stores) {
    Finding finding = OrderRules.broken(event, stores);
    return finding == null ? null : finding.reason();
  }

  private static RejectReason broken(OrderLine... lines) {
    return broken(OrderType.PLACED, lines);
  }

  private static OrderLine line(int quantity, long amount, long cost) {
    return new OrderLine("sku", "dairy", quantity, amount, cost);
  }

  private static OrderEvent event(
      OrderType type,
      String store,
      String currency,
      long placedAt,
      long eventTime,
      long ingestTime,
      OrderLine... lines) {
    return new OrderEvent(
        "e",
        "o",
        type,
        store,
        eventTime,
        placedAt,
        currency,
        List.of(lines),
        ingestTime,
        0,
        RecordLocation.inFile("e", 0));
  }
}
