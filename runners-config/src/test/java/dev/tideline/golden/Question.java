package dev.tideline.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.run.DailyRevenueJob;
import dev.tideline.run.FraudVelocityJob;
import dev.tideline.run.OpsDashboardJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A pipeline, and what is known of its answer about a {@link Weekend}. */
enum Question {
  DAILY_REVENUE,
  OPS_DASHBOARD,
  FRAUD_VELOCITY;

  /** Asks it by the real command. */
  Run askedOf(Path world, Path answer, String... more) throws IOException {
    return switch (this) {
      case DAILY_REVENUE -> Run.of(new DailyRevenueJob(), world, answer, more);
      case OPS_DASHBOARD -> Run.of(new OpsDashboardJob(), world, answer, more);
      case FRAUD_VELOCITY -> {
        Stream<String> key = Stream.of("--card-key", Weekend.CARD_KEY.toString());
        String[] options = Stream.concat(key, Stream.of(more)).toArray(String[]::new);
        yield Run.of(new FraudVelocityJob(), world, answer, options);
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
