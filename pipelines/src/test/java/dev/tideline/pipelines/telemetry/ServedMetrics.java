package dev.tideline.pipelines.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.ledger.LedgerEntry;
import dev.tideline.records.RejectReason;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;

/** The page of metrics of a run of which all is known. */
public final class ServedMetrics {

  private ServedMetrics() {}

  /** As Prometheus reads it. */
  public static String page() throws IOException {
    PrometheusRegistry registry = new PrometheusRegistry();
    Metrics metrics = new Metrics("shop", registry);
    metrics.ledger(new LedgerEntry(6, 1, 1, 1, 1, Map.of(RejectReason.NOT_JSON, 2L)));
    metrics.backlog(new Backlog(Map.of(0, 1L), OptionalLong.of(1)));
    metrics.retention(1);
    metrics.up("database", true);
    metrics.signals(1);
    metrics.latency(1);
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(page, registry.scrape());
    return page.toString(UTF_8);
  }
}
