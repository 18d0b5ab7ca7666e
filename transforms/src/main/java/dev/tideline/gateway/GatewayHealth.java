package dev.tideline.gateway;

import dev.tideline.admission.AdmissionRules;
import dev.tideline.admission.BundleAggregation;
import dev.tideline.admission.Outcome;
import dev.tideline.duplicates.CountOnce;
import dev.tideline.event.RecordDecoder;
import dev.tideline.gateway.GatewayCounts.Payments;
import dev.tideline.payment.PaymentView;
import dev.tideline.sum.SumFn;
import dev.tideline.sum.Total;
import dev.tideline.windowing.WindowPolicies;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Whether a payment gateway is failing: its last five minutes beside the hour before, anew every
 * five minutes.
 *
 * <p>Input: a source of payments. Window: 65 minutes, sliding every 5 ({@link
 * WindowPolicies#gateway}). Output: a row per gateway, currency and window when the window has
 * ended, and again for each late payment; the last one of a key, which is the one of most payments,
 * is its final row. A window without payments has no row.
 *
 * @param <T> what the source hands over
 */
public final class GatewayHealth<T> extends PTransform<PCollection<T>, Outcome<GatewayRow>> {

  private static final long serialVersionUID = 1;

  private final RecordDecoder<T, PaymentView> decoder;
  private final AdmissionRules<PaymentView> rules;
  private final GatewayRow.Thresholds thresholds;

  private GatewayHealth(
      RecordDecoder<T, PaymentView> decoder,
      AdmissionRules<PaymentView> rules,
      GatewayRow.Thresholds thresholds) {
    this.decoder = decoder;
    this.rules = rules;
    this.thresholds = thresholds;
  }

  /** The health of gateways by these rules, of a source that is decoded like this. */
  public static <T> GatewayHealth<T> of(
      RecordDecoder<T, PaymentView> decoder,
      AdmissionRules<PaymentView> rules,
      GatewayRow.Thresholds thresholds) {
    return new GatewayHealth<>(decoder, rules, thresholds);
  }

  @Override
  public Outcome<GatewayRow> expand(PCollection<T> payments) {
    Outcome<KV<KV<String, String>, GatewayCounts>> admitted =
        payments.apply(
            "AdmitPayments",
            CountOnce.of(
                decoder,
                rules,
                new GatewayContributions(),
                new InSlices(),
                GatewayCoders.COUNTS_OF_GATEWAY));
    PCollection<GatewayRow> rows =
        admitted
            .rows()
            .apply("BySlidingHour", WindowPolicies.gateway())
            .apply("AddUp", Combine.perKey(SumFn.from(() -> GatewayCounts.NONE)))
            .apply("ToRows", ParDo.of(new ToRow(thresholds)))
            .setCoder(GatewayCoders.ROW);
    return admitted.withRows(rows);
  }

  /** Adds the payments of a bundle up, so that few sums enter the windows which overlap there. */
  private static final class InSlices
      implements BundleAggregation<GatewayPayment, KV<KV<String, String>, GatewayCounts>> {
    private static final long serialVersionUID = 1;

    @Override
    public Aggregator<GatewayPayment, KV<KV<String, String>, GatewayCounts>> open() {
      return new Sums();
    }
  }

  private static final class Sums
      implements BundleAggregation.Aggregator<
          GatewayPayment, KV<KV<String, String>, GatewayCounts>> {

    private static final long SLICE = WindowPolicies.GATEWAY_EVERY.getMillis();

    /** Past this many sums a bundle hands them over early, so that it stays small. */
    private static final int MOST_SUMS = 10_000;

    private final Map<Slice, Payments> sums = new HashMap<>();

    private record Slice(String gateway, String currency, long start) {}

    @Override
    public void add(
        GatewayPayment payment,
        BundleAggregation.Output<KV<KV<String, String>, GatewayCounts>> out) {
      long start = payment.eventTime() - Math.floorMod(payment.eventTime(), SLICE);
      sums.merge(
          new Slice(payment.gateway(), payment.currency(), start),
          new Payments(1, Total.of(payment.amount())),
          Payments::plus);
      if (sums.size() > MOST_SUMS) {
        flush(out);
      }
    }

    @Override
    public void flush(BundleAggregation.Output<KV<KV<String, String>, GatewayCounts>> out) {
      sums.forEach(
          (slice, payments) ->
              out.emit(
                  KV.of(
                      KV.of(slice.gateway(), slice.currency()),
                      new GatewayCounts(new TreeMap<>(Map.of(slice.start(), payments)))),
                  slice.start() + SLICE - 1));
      sums.clear();
    }
  }

  private static final class ToRow extends DoFn<KV<KV<String, String>, GatewayCounts>, GatewayRow> {
    private static final long serialVersionUID = 1;

    private final GatewayRow.Thresholds thresholds;

    ToRow(GatewayRow.Thresholds thresholds) {
      this.thresholds = thresholds;
    }

    @ProcessElement
    public void processElement(
        @Element KV<KV<String, String>, GatewayCounts> counts,
        IntervalWindow window,
        OutputReceiver<GatewayRow> out) {
      if (counts.getValue().slices().isEmpty()) {
        return; // a window that fires with nothing in it, see SumFn
      }
      KV<String, String> key = counts.getKey();
      out.output(
          GatewayRow.of(
              key.getKey(),
              key.getValue(),
              window.end().getMillis(),
              counts.getValue(),
              thresholds));
    }
  }
}
