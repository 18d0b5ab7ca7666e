package dev.tideline.order;

import static dev.tideline.testing.Orders.fulfilled;
import static dev.tideline.testing.Orders.line;
import static dev.tideline.testing.Orders.placed;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.sum.Total;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class OrderHeadersTest {

  private static final OrderHeaders HEADERS = new OrderHeaders();

  private static final OrderEvent PLACED =
      placed(
          "a",
          "boston",
          "2026-03-17T14:01:00Z",
          line("tea", 1, "3.00", "1"),
          line("jam", 1, "4.01", "1"));
  private static final OrderEvent FULFILLED =
      fulfilled("b", "boston", "2026-03-17T14:01:00Z", "2026-03-17T14:04:00Z");

  @Test
  void whatIsKeptComesToWhatTheLinesComeTo() throws CoderException {
    assertThat(afterAnExchange(PLACED).gross(), is(Total.of(70_100)));
  }

  @Test
  void whatIsKeptSaysOfTheEventWhatItsViewSays() throws CoderException {
    for (OrderEvent event : new OrderEvent[] {PLACED, FULFILLED}) {
      OrderHeader header = afterAnExchange(event);
      assertThat(header, is(HEADERS.kept(event, HEADERS.identity(event))));
      assertThat(header.type(), is(event.type()));
      assertThat(header.storeId(), is(event.storeId()));
      assertThat(header.eventTime(), is(event.eventTime()));
      assertThat(header.placedAt(), is(event.placedAt()));
      assertThat(header.currency(), is(event.currency()));
    }
  }

  private static OrderHeader afterAnExchange(OrderEvent event) throws CoderException {
    OrderHeader kept = HEADERS.kept(event, HEADERS.identity(event));
    return CoderUtils.decodeFromByteArray(
        HEADERS.coder(), CoderUtils.encodeToByteArray(HEADERS.coder(), kept));
  }
}
