package dev.tideline.pipelines.telemetry;

import dev.tideline.ledger.Fate;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.pipelines.cli.Durations;
import dev.tideline.pipelines.report.Counted;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/**
 * The last that is known of a run, under the names that Prometheus is given. What was never known
 * is not there. Shared between threads.
 */
public final class Metrics {

  /** Upper bounds in seconds; a signal should take two at most. */
  private static final double[] LATENCIES = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10};

  private final String pipeline;
  private final Map<String, Boolean> up = new ConcurrentSkipListMap<>();
  private final Counter signals;
  private final Histogram latency;
  private volatile LedgerEntry ledger;
  private volatile Backlog backlog;
  private volatile long retention = Long.MAX_VALUE;

  /**
   * Of a run, of which nothing is known yet.
   *
   * @param pipeline the label {@code pipeline} of all
   * @param registry where Prometheus finds them
   */
  Metrics(String pipeline, PrometheusRegistry registry) {
    this.pipeline = pipeline;
    registerLedger(registry);
    registerBacklog(registry);
    GaugeWithCallback.builder()
        .name("tideline_up")
        .help("Whether a source of these metrics answered when it was last asked.")
        .labelNames("pipeline", "source")
        .callback(
            gauge -> up.forEach((source, answers) -> gauge.call(answers ? 1 : 0, pipeline, source)))
        .register(registry);
    signals =
        Counter.builder()
            .name("tideline_signals_total")
            .help("Signals sent since the run began; one that is sent again counts again.")
            .labelNames("pipeline")
            .register(registry);
    latency =
        Histogram.builder()
            .name("tideline_signal_latency_seconds")
            .help("From the append of a payment to the append of the signal that it caused.")
            .labelNames("pipeline")
            .classicOnly()
            .classicUpperBounds(LATENCIES)
            .register(registry);
  }

  private void registerLedger(PrometheusRegistry registry) {
    CounterWithCallback.builder()
        .name("tideline_records_read_total")
        .help("Records read, as the ledger says.")
        .labelNames("pipeline")
        .callback(
            counter -> {
              LedgerEntry total = ledger;
              if (total != null) {
                counter.call((double) total.read(), pipeline);
              }
            })
        .register(registry);
    CounterWithCallback.builder()
        .name("tideline_records_total")
        .help("Records by what became of them, as the ledger says.")
        .labelNames("pipeline", "fate")
        .callback(
            counter -> {
              LedgerEntry total = ledger;
              if (total != null) {
                for (Fate fate : Fate.values()) {
                  counter.call(
                      (double) total.of(fate), pipeline, fate.name().toLowerCase(Locale.ROOT));
                }
              }
            })
        .register(registry);
    CounterWithCallback.builder()
        .name("tideline_rejected_total")
        .help("Rejected records by reason, as the ledger says.")
        .labelNames("pipeline", "reason")
        .callback(
            counter -> {
              LedgerEntry total = ledger;
              if (total != null) {
                total
                    .rejected()
                    .forEach((why, n) -> counter.call((double) n, pipeline, why.name()));
              }
            })
        .register(registry);
  }

  private void registerBacklog(PrometheusRegistry registry) {
    GaugeWithCallback.builder()
        .name("tideline_watermark_lag_seconds")
        .help("How far the committed watermark is behind where it is furthest.")
        .labelNames("pipeline")
        .callback(
            gauge -> {
              Backlog behind = backlog;
              if (behind != null && behind.watermarkLag().isPresent()) {
                gauge.call(behind.watermarkLag().getAsLong() / 1000.0, pipeline);
              }
            })
        .register(registry);
    GaugeWithCallback.builder()
        .name("tideline_retention_seconds")
        .help("How long the topic keeps a record, read or not.")
        .labelNames("pipeline")
        .callback(
            gauge -> {
              long kept = retention;
              if (kept != Long.MAX_VALUE) {
                gauge.call(kept / 1000.0, pipeline);
              }
            })
        .register(registry);
    GaugeWithCallback.builder()
        .name("tideline_lag_records")
        .help("Records of a partition past the committed position.")
        .labelNames("pipeline", "partition")
        .callback(
            gauge -> {
              Backlog behind = backlog;
              if (behind != null) {
                behind
                    .unread()
                    .forEach((number, n) -> gauge.call((double) n, pipeline, "" + number));
              }
            })
        .register(registry);
  }

  /** Whether a source answers. */
  void up(String source, boolean answers) {
    up.put(source, answers);
  }

  /** What the ledger says now. */
  void ledger(LedgerEntry total) {
    ledger = total;
  }

  /** How far the positions are behind now. */
  void backlog(Backlog behind) {
    backlog = behind;
  }

  /** For how many ms the topic keeps a record; {@link Long#MAX_VALUE} if for ever. */
  void retention(long kept) {
    retention = kept;
  }

  /** So many more signals were sent. */
  void signals(long more) {
    signals.labelValues(pipeline).inc(more);
  }

  /** A signal took so long, in ms. The clocks of two brokers may differ: less than none is none. */
  void latency(long took) {
    latency.labelValues(pipeline).observe(Math.max(0, took) / 1000.0);
  }

  /** All of it in a few words, and who does not answer. */
  String line() {
    StringBuilder line = new StringBuilder();
    LedgerEntry total = ledger;
    line.append(
        total == null
            ? "nothing in the ledger yet"
            : "%s read, %,d counted, %,d rejected"
                .formatted(
                    Counted.of(total.read(), "record"), total.counted(), total.allRejected()));
    long sent =
        (long)
            signals.collect().getDataPoints().stream()
                .mapToDouble(CounterDataPointSnapshot::getValue)
                .sum();
    if (sent > 0) {
      line.append(", " + Counted.of(sent, "signal"));
    }
    Backlog behind = backlog;
    if (behind != null) {
      behind
          .watermarkLag()
          .ifPresent(ms -> line.append(", watermark %s behind".formatted(Durations.told(ms))));
      line.append(", " + Counted.of(behind.allUnread(), "record") + " behind");
    }
    String silent =
        new TreeMap<>(up)
            .entrySet().stream()
                .filter(source -> !source.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    return silent.isEmpty() ? line.toString() : line + " (no answer: " + silent + ")";
  }
}
