package dev.tideline.dashboard;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.order.OrderHeader;
import dev.tideline.order.OrderType;
import dev.tideline.sum.Total;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

class AggregateActivityTest {

  private static final long SLICE = 300_000; // ms

  /** An order each five minutes for an hour: the windows that end in that hour, and five more. */
  @Test
  void aBundleHasOneElementForEachWindowHoweverManySlicesTheWindowHolds() {
    Map<Long, ActivityByStore> windows = new TreeMap<>();
    BundleAggregation.Aggregator<OrderHeader, KV<Integer, ActivityByStore>> sums =
        new AggregateActivity().open();
    BundleAggregation.Output<KV<Integer, ActivityByStore>> out =
        (sum, time) -> assertThat(windows.put(time, sum.getValue()), nullValue());
    for (int slice = 0; slice < 12; slice++) {
      sums.add(new Placed(slice * SLICE), out);
    }
    sums.flush(out);

    assertThat(windows, aMapWithSize(12 + 5));
    assertThat("before the first order's", orders(windows, 0), is(1L));
    assertThat("the first whole half hour", orders(windows, 5), is(6L));
    assertThat("the last one with all six", orders(windows, 11), is(6L));
    assertThat("the last order's last", orders(windows, 16), is(1L));
  }

  /** An order of 1.0000 that is placed. */
  private record Placed(long eventTime) implements OrderHeader {
    @Override
    public String storeId() {
      return "sofia";
    }

    @Override
    public OrderType type() {
      return OrderType.PLACED;
    }

    @Override
    public long placedAt() {
      return eventTime;
    }

    @Override
    public String currency() {
      return "BGN";
    }

    @Override
    public Total gross() {
      return Total.of(10_000);
    }
  }

  private static long orders(Map<Long, ActivityByStore> windows, int slicesBefore) {
    ActivityByStore sum = windows.get((slicesBefore + 1) * SLICE - 1);
    assertThat(sum, notNullValue());
    return sum.stores().values().iterator().next().orders();
  }
}
