package dev.tideline.revenue;

import dev.tideline.intake.Reading;
import dev.tideline.ledger.Admission;
import dev.tideline.ledger.Outcome;
import dev.tideline.order.OrderView;
import dev.tideline.store.Stores;
import dev.tideline.sum.Sum;
import dev.tideline.windowing.Timetable;
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
 * ({@link Timetable#revenue}). Output: a row per store, day and category each time it speaks; the
 * last one of a key is its final row.
 *
 * @param <T> what the source hands over
 */
public final class DailyRevenue<T> extends PTransform<PCollection<T>, Outcome<RevenueRow>> {

  private static final long serialVersionUID = 1;

  private final Reading<T, OrderView> reading;
  private final RevenueRules rules;
  private final Duration early;

  private DailyRevenue(Reading<T, OrderView> reading, RevenueRules rules, Duration early) {
    this.reading = reading;
    this.rules = rules;
    this.early = early;
  }

  /** The P&amp;L by these rules of a source that is read like this. */
  public static <T> DailyRevenue<T> of(Reading<T, OrderView> reading, RevenueRules rules) {
    return new DailyRevenue<>(reading, rules, Timetable.REVENUE_EARLY);
  }

  /** The same, where a day whose books are open speaks this often. */
  public DailyRevenue<T> speakingEvery(Duration often) {
    return new DailyRevenue<>(reading, rules, often);
  }

  @Override
  public Outcome<RevenueRow> expand(PCollection<T> orders) {
    Stores stores = rules.stores();
    Outcome<KV<String, DayRevenue>> admitted =
        orders.apply(
            "AdmitOrders",
            Admission.of(
                reading,
                rules,
                new AddUpRevenue(stores),
                KvCoder.of(StringUtf8Coder.of(), RevenueCoders.DAY)));
    PCollection<RevenueRow> rows =
        admitted
            .rows()
            .apply("ByBusinessDay", Timetable.revenue(stores, early))
            .apply("AddUp", Combine.perKey(Sum.from(() -> DayRevenue.NONE)))
            .apply("ToRows", ParDo.of(new ToRows(stores)));
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
