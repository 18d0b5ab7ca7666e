package dev.tideline.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.FraudVelocityMain;
import dev.tideline.pipelines.OpsDashboardMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A pipeline, and what is known of its answer about a {@link Weekend}. */
enum GoldenQuestion {
  DAILY_REVENUE,
  OPS_DASHBOARD,
  FRAUD_VELOCITY;

  /** Asks it by the real command. */
  CompletedRun askedOf(Path world, Path answer, String... more) throws IOException {
    return switch (this) {
      case DAILY_REVENUE -> CompletedRun.of(new DailyRevenueMain(), world, answer, more);
      case OPS_DASHBOARD -> CompletedRun.of(new OpsDashboardMain(), world, answer, more);
      case FRAUD_VELOCITY -> {
        Stream<String> key = Stream.of("--card-key", Weekend.CARD_KEY.toString());
        String[] options = Stream.concat(key, Stream.of(more)).toArray(String[]::new);
        yield CompletedRun.of(new FraudVelocityMain(), world, answer, options);
      }
    };
  }

  /** The records it reads: {@code orders} or {@code payments}. */
  String topic() {
    return this == FRAUD_VELOCITY ? "payments" : "orders";
  }

  /** How many events of a world it is about, by what was planted, however late they came. */
  long eventsIn(Path world) throws IOException {
    JsonNode planted = Weekend.truth(world).get(topic());
    long events = planted.get("events").longValue();
    return switch (this) {
      case DAILY_REVENUE -> events - planted.at("/types/FULFILLED").longValue(); // moves no money
      case OPS_DASHBOARD -> events - planted.at("/types/REFUNDED").longValue(); // no service
      case FRAUD_VELOCITY -> events;
    };
  }
}
