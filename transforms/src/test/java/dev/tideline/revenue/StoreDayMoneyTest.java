package dev.tideline.revenue;

import static dev.tideline.testing.FreshMartStores.money;
import static dev.tideline.testing.Orders.cancelled;
import static dev.tideline.testing.Orders.fulfilled;
import static dev.tideline.testing.Orders.line;
import static dev.tideline.testing.Orders.placed;
import static dev.tideline.testing.Orders.refunded;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderLine;
import dev.tideline.sum.Total;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class StoreDayMoneyTest {

  private static final String NOON = "2026-03-17T12:00:00Z";
  private static final StoreDay DAY =
      new StoreDay("berlin", (int) LocalDate.parse("2026-03-17").toEpochDay());
  private static final OrderLine TEA = line("tea", 1, "5.00", "2.00");
  private static final OrderLine JAM = line("jam", 2, "7.00", "3.00");

  @Test
  void whatIsPublishedLateAndRejectedAddsUpToAllThereIs() {
    StoreDayMoney day =
        StoreDayMoney.booked(DAY, "EUR", total("17.00"), total("3.00"), total("9.50"))
            .plus(StoreDayMoney.late(DAY, "EUR", total("5.00")))
            .plus(StoreDayMoney.late(DAY, "EUR", total("-1.00")))
            .plus(StoreDayMoney.rejected(DAY, "EUR", total("0.25")));

    assertThat(
        StoreDayMoney.FORMAT.toJson(day),
        is(
            "{\"store_id\":\"berlin\",\"business_day\":\"2026-03-17\",\"currency\":\"EUR\","
                + "\"revenue\":17.0000,\"refunds\":3.0000,\"cost\":9.5000,\"fees\":0.0000,\"charged_back\":0.0000,\"margin\":4.5000,"
                + "\"published\":14.0000,\"unreconciled\":0.0000,\"late\":4.0000,\"rejected\":0.2500,\"gross\":18.2500,"
                + "\"late_events\":2,\"rejected_records\":1}"));
  }

  @Test
  void anEventMovesMoneyInOrBack() {
    assertThat(placed("a", "berlin", NOON, TEA, JAM).net(), is(total("12.00")));
    assertThat(cancelled("a", "berlin", NOON, TEA).net(), is(total("-5.00")));
    assertThat(refunded("a", "berlin", NOON, TEA, JAM).net(), is(total("-12.00")));
    assertThat(fulfilled("a", "berlin", NOON, NOON).net(), is(Total.ZERO));
  }

  /** As little as of a record that can't be parsed. */
  @Test
  void ofAnAmountThatNoEventMayCarryNothingIsKnown() {
    assertThat(placed("a", "berlin", NOON, TEA, line("tea", 1, "-0.01", "0")).net(), nullValue());
    OrderEvent huge = placed("a", "berlin", NOON, line("tea", 1, "1000000000.01", "0"));
    assertThat(huge.net(), nullValue());
    assertThat("no line, no amount", placed("a", "berlin", NOON).net(), nullValue());
  }

  private static Total total(String amount) {
    return Total.of(money(amount));
  }
}
