package dev.tideline.demo.live;

import dev.tideline.demo.Cluster;
import dev.tideline.ledger.Tally;
import dev.tideline.row.RowFormat;
import dev.tideline.sql.Database;
import dev.tideline.sql.StoredAnswer;
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
        "fraud-velocity", Cluster.PAYMENTS, folder.resolve("fraud-velocity.db"));
  }

  static LivePipeline opsDashboard(Path folder) {
    return new LivePipeline("ops-dashboard", Cluster.ORDERS, folder.resolve("ops-dashboard.db"));
  }

  static LivePipeline dailyRevenue(Path folder) {
    return new LivePipeline("daily-revenue", Cluster.ORDERS, folder.resolve("daily-revenue.db"));
  }

  Database database() {
    return Database.inFile(file);
  }

  /** The books so far. */
  Tally books() {
    try {
      return Files.exists(file)
          ? stored().books().values().stream().reduce(Tally.ZERO, Tally::plus)
          : Tally.ZERO;
    } catch (IOException notYet) { // the file is there before its tables are
      return Tally.ZERO;
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
