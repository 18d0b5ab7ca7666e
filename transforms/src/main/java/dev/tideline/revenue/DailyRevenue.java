package dev.tideline.revenue;

import dev.tideline.admission.Outcome;
import dev.tideline.duplicates.CountOnce;
import dev.tideline.event.RecordDecoder;
import dev.tideline.order.OrderContributions;
import dev.tideline.order.OrderView;
import dev.tideline.sum.SumFn;
import dev.tideline.windowing.WindowPolicies;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;

/**
 * The exact P&amp;L of every store, category, currency and business day.
 *
 * <p>Input: a source of order events. Window: the store's business day, final when its books close
 * ({@link WindowPolicies#revenue}). Output: a row per store, day, category and currency each time
 * it fires; the last one of a key is its final row. What was added up says by itself whose it is,
 * so it can be told though its store is no longer in the reference data.
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
    Outcome<KV<KV<String, String>, DayRevenue>> admitted =
        orders.apply(
            "AdmitOrders",
            CountOnce.of(
                decoder,
                rules,
                new OrderContributions(),
                new AggregateRevenue(rules.stores()),
                KvCoder.of(
                    KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of()), RevenueCoders.DAY)));
    return admitted.withRows(rowsOf(admitted.rows(), early));
  }

  /** The rows of what was added up, which needs no reference data: see the class. */
  static PCollection<RevenueRow> rowsOf(
      PCollection<KV<KV<String, String>, DayRevenue>> sums, Duration early) {
    return sums.apply("ByBusinessDay", WindowPolicies.revenue(early))
        .apply("AddUp", Combine.perKey(SumFn.from(() -> DayRevenue.NONE)))
        .apply("ToRows", ParDo.of(new ToRows()))
        .setCoder(RevenueCoders.ROW);
  }

  private static final class ToRows extends DoFn<KV<KV<String, String>, DayRevenue>, RevenueRow> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void processElement(
        @Element KV<KV<String, String>, DayRevenue> sums, OutputReceiver<RevenueRow> out) {
      String currency = sums.getKey().getValue();
      DayRevenue whole = sums.getValue();
      StoreDay day = new StoreDay(sums.getKey().getKey(), whole.businessDay());
      long events = whole.events();
      whole
          .categories()
          .forEach(
              (category, revenue) ->
                  out.output(new RevenueRow(day, category, currency, revenue, events)));
    }
  }
}
