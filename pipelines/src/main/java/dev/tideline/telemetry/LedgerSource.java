package dev.tideline.telemetry;

import dev.tideline.sql.StoredAnswer;
import java.io.IOException;

/** Adds up the ledger. */
final class LedgerSource implements Source {

  private static final org.joda.time.Duration BRIEFLY =
      org.joda.time.Duration.millis(PATIENCE.toMillis());

  private final StoredAnswer stored;

  LedgerSource(StoredAnswer stored) {
    this.stored = stored;
  }

  @Override
  public String name() {
    return "database";
  }

  @Override
  public void look(Metrics metrics) throws IOException {
    metrics.books(stored.total(BRIEFLY));
  }

  @Override
  public void close() {
    // Each look has a connection of its own: the database need not keep one for it.
  }
}
