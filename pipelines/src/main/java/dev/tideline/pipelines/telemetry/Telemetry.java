package dev.tideline.pipelines.telemetry;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** How far a live run has come: asked of its sources every few seconds, told to whoever asks. */
public final class Telemetry implements AutoCloseable {

  private final String pipeline;
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Metrics metrics;
  private final List<MetricsPoller> watches = new ArrayList<>();
  private HTTPServer server;

  private Telemetry(String pipeline) {
    this.pipeline = pipeline;
    this.metrics = new Metrics(pipeline, registry);
  }

  /** Of a pipeline's run, of which nothing is known yet. */
  public static Telemetry of(String pipeline) {
    return new Telemetry(pipeline);
  }

  /**
   * Serves the metrics at {@code /metrics}, to whoever reaches an address: there is no login.
   *
   * @param at the address; port 0 for any that is free
   * @return the port
   * @throws IOException if it is taken, or no address of this machine
   */
  public int serve(InetSocketAddress at) throws IOException {
    try {
      server =
          HTTPServer.builder()
              .inetAddress(at.getAddress())
              .port(at.getPort())
              .registry(registry)
              .buildAndStart();
      return server.getPort();
    } catch (IOException taken) {
      throw new IOException(
          "metrics can't be served at %s:%d: %s"
              .formatted(at.getAddress().getHostAddress(), at.getPort(), taken.getMessage()),
          taken);
    }
  }

  /**
   * Looks at a source, and from then on every few seconds. Of what happens after this call, nothing
   * is missed.
   */
  public void watch(MetricsSource source) {
    watches.add(MetricsPoller.begin(pipeline, source, metrics));
  }

  /** How far the run has come, in a few words. */
  public String line() {
    return metrics.line();
  }

  /** Ends it. */
  @Override
  public void close() {
    watches.forEach(MetricsPoller::close);
    if (server != null) {
      server.close();
    }
  }
}
