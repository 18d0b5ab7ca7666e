package dev.tideline.pipelines.telemetry;

import dev.tideline.io.answer.StoredAnswer;
import java.io.IOException;

/** Adds up the ledger. */
final class LedgerMetrics implements MetricsSource {

  private static final org.joda.time.Duration BRIEFLY =
      org.joda.time.Duration.millis(PATIENCE.toMillis());

  private final StoredAnswer stored;

  LedgerMetrics(StoredAnswer stored) {
    this.stored = stored;
  }

  @Override
  public String name() {
    return "database";
  }

  @Override
  public void look(Metrics metrics) throws IOException {
    metrics.ledger(stored.total(BRIEFLY));
  }

  @Override
  public void close() {
    // Each look has a connection of its own: the database need not keep one for it.
  }
}
