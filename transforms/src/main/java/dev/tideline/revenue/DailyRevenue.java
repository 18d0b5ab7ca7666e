package dev.tideline.revenue;

import dev.tideline.admission.AdmitRecords;
import dev.tideline.admission.Outcome;
import dev.tideline.event.RecordDecoder;
import dev.tideline.order.OrderView;
import dev.tideline.store.Stores;
import dev.tideline.sum.SumFn;
import dev.tideline.windowing.WindowPolicies;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;

/**
 * The exact P&amp;L of every store, category and business day.
 *
 * <p>Input: a source of order events. Window: the store's business day, final when its books close
 * ({@link WindowPolicies#revenue}). Output: a row per store, day and category each time it fires;
 * the last one of a key is its final row.
 *
 * @param <T> what the source hands over
 */
public final class DailyRevenue<T> extends PTransform<PCollection<T>, Outcome<RevenueRow>> {

  private static final long serialVersionUID = 1;

  private final RecordDecoder<T, OrderView> decoder;
  private final RevenueRules rules;
  private final Duration early;

  private DailyRevenue(RecordDecoder<T, OrderView> decoder, RevenueRules rules, Duration early) {
    this.decoder = decoder;
    this.rules = rules;
    this.early = early;
  }

  /** The P&amp;L by these rules of a source that is decoded like this. */
  public static <T> DailyRevenue<T> of(RecordDecoder<T, OrderView> decoder, RevenueRules rules) {
    return new DailyRevenue<>(decoder, rules, WindowPolicies.REVENUE_EARLY);
  }

  /** The same, where the window of a day whose books are open fires this often. */
  public DailyRevenue<T> firingEvery(Duration often) {
    return new DailyRevenue<>(decoder, rules, often);
  }

  @Override
  public Outcome<RevenueRow> expand(PCollection<T> orders) {
    Stores stores = rules.stores();
    Outcome<KV<String, DayRevenue>> admitted =
        orders.apply(
            "AdmitOrders",
            AdmitRecords.of(
                decoder,
                rules,
                new AggregateRevenue(stores),
                KvCoder.of(StringUtf8Coder.of(), RevenueCoders.DAY)));
    PCollection<RevenueRow> rows =
        admitted
            .rows()
            .apply("ByBusinessDay", WindowPolicies.revenue(stores, early))
            .apply("AddUp", Combine.perKey(SumFn.from(() -> DayRevenue.NONE)))
            .apply("ToRows", ParDo.of(new ToRows(stores)))
            .setCoder(RevenueCoders.ROW);
    return admitted.withRows(rows);
  }

  private static final class ToRows extends DoFn<KV<String, DayRevenue>, RevenueRow> {
    private static final long serialVersionUID = 1;

    private final Stores stores;

    ToRows(Stores stores) {
      this.stores = stores;
    }

    @ProcessElement
    public void processElement(
        @Element KV<String, DayRevenue> sums,
        IntervalWindow window,
        OutputReceiver<RevenueRow> out) {
      String storeId = sums.getKey();
      String currency = stores.get(storeId).currency();
      int businessDay = stores.daysOf(storeId).dayOf(window.start().getMillis());
      StoreDay day = new StoreDay(storeId, businessDay);
      DayRevenue whole = sums.getValue();
      long events = whole.events();
      whole
          .categories()
          .forEach(
              (category, revenue) ->
                  out.output(new RevenueRow(day, category, currency, revenue, events)));
    }
  }
}
