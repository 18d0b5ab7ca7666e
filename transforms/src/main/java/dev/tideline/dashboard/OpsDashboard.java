package dev.tideline.dashboard;

import dev.tideline.admission.Outcome;
import dev.tideline.duplicates.CountOnce;
import dev.tideline.event.RecordDecoder;
import dev.tideline.order.OrderHeaders;
import dev.tideline.order.OrderView;
import dev.tideline.sum.SumFn;
import dev.tideline.windowing.WindowPolicies;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;

/**
 * How every store did over the last half hour, anew every five minutes.
 *
 * <p>Input: a source of order events. Window: 30 minutes, sliding every 5 ({@link
 * WindowPolicies#dashboard}). Output: a row per store, currency and window each time it fires, for
 * itself or another of its group of stores, for which they fire together; the last one of a key,
 * which is the one of most events, is its final row.
 *
 * @param <T> what the source hands over
 */
public final class OpsDashboard<T> extends PTransform<PCollection<T>, Outcome<DashboardRow>> {

  private static final long serialVersionUID = 1;

  private final RecordDecoder<T, OrderView> decoder;
  private final DashboardRules rules;
  private final Duration early;

  private OpsDashboard(RecordDecoder<T, OrderView> decoder, DashboardRules rules, Duration early) {
    this.decoder = decoder;
    this.rules = rules;
    this.early = early;
  }

  /** The dashboard by these rules of a source that is decoded like this. */
  public static <T> OpsDashboard<T> of(RecordDecoder<T, OrderView> decoder, DashboardRules rules) {
    return new OpsDashboard<>(decoder, rules, WindowPolicies.DASHBOARD_EARLY);
  }

  /** The same, where a window that has not ended fires this often. */
  public OpsDashboard<T> firingEvery(Duration often) {
    return new OpsDashboard<>(decoder, rules, often);
  }

  @Override
  public Outcome<DashboardRow> expand(PCollection<T> orders) {
    Outcome<KV<Integer, ActivityByStore>> admitted =
        orders.apply(
            "AdmitOrders",
            CountOnce.of(
                decoder,
                rules,
                new OrderHeaders(),
                new AggregateActivity(),
                KvCoder.of(VarIntCoder.of(), DashboardCoders.BY_STORE)));
    return admitted.withRows(rowsOf(admitted.rows(), early));
  }

  /** The rows of what was added up, which needs no reference data. */
  static PCollection<DashboardRow> rowsOf(
      PCollection<KV<Integer, ActivityByStore>> sums, Duration early) {
    return sums.apply("ByHalfHour", WindowPolicies.dashboard(early))
        .apply("AddUpStores", Combine.perKey(SumFn.from(() -> ActivityByStore.NONE)))
        .apply("ToRows", ParDo.of(new ToRows()))
        .setCoder(DashboardCoders.ROW);
  }

  private static final class ToRows extends DoFn<KV<Integer, ActivityByStore>, DashboardRow> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void processElement(
        @Element KV<Integer, ActivityByStore> sum,
        IntervalWindow window,
        OutputReceiver<DashboardRow> out) {
      long end = window.end().getMillis();
      sum.getValue()
          .stores()
          .forEach(
              (store, activity) ->
                  out.output(new DashboardRow(store.storeId(), end, store.currency(), activity)));
    }
  }
}
