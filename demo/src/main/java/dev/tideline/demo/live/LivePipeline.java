package dev.tideline.demo.live;

import dev.tideline.io.answer.StoredAnswer;
import dev.tideline.io.sql.Database;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.ops.kafka.LocalCluster;
import dev.tideline.row.RowFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A pipeline of the demo, and the tables it writes while it runs.
 *
 * @param name what {@code scripts/run} calls it
 * @param topic what it reads
 * @param file the database, which is there once the pipeline has begun
 */
record LivePipeline(String name, String topic, Path file) {

  static LivePipeline fraudVelocity(Path folder) {
    return new LivePipeline(
        "fraud-velocity", LocalCluster.PAYMENTS, folder.resolve("fraud-velocity.db"));
  }

  static LivePipeline opsDashboard(Path folder) {
    return new LivePipeline(
        "ops-dashboard", LocalCluster.ORDERS, folder.resolve("ops-dashboard.db"));
  }

  static LivePipeline dailyRevenue(Path folder) {
    return new LivePipeline(
        "daily-revenue", LocalCluster.ORDERS, folder.resolve("daily-revenue.db"));
  }

  Database database() {
    return Database.inFile(file);
  }

  /** The ledger so far. */
  LedgerEntry ledger() {
    try {
      return Files.exists(file)
          ? stored().ledger().values().stream().reduce(LedgerEntry.ZERO, LedgerEntry::plus)
          : LedgerEntry.ZERO;
    } catch (IOException notYet) { // the file is there before its tables are
      return LedgerEntry.ZERO;
    }
  }

  /** The rows so far, as canonical JSON. */
  List<String> rows(RowFormat<?> format) {
    try {
      return Files.exists(file) ? stored().rows(format) : List.of();
    } catch (IOException notYet) {
      return List.of();
    }
  }

  private StoredAnswer stored() {
    return new StoredAnswer(database(), name);
  }
}
