package dev.tideline.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.pipelines.Pipelines;
import dev.tideline.pipelines.spec.PipelineSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A pipeline, and what is known of its answer about a {@link Weekend}.
 *
 * @param spec which pipeline
 */
record GoldenQuestion(PipelineSpec<?, ?> spec) {

  /** Those of all pipelines that there are. */
  static List<GoldenQuestion> all() {
    return Pipelines.ALL.stream().map(GoldenQuestion::new).toList();
  }

  /** Asks it by the real command. */
  CompletedRun askedOf(Path world, Path answer, String... more) throws IOException {
    String[] options = Stream.concat(Stream.of(cardKey()), Stream.of(more)).toArray(String[]::new);
    return CompletedRun.of(spec.command().get(), world, answer, options);
  }

  private String[] cardKey() {
    return topic().equals("payments")
        ? new String[] {"--card-key", Weekend.CARD_KEY.toString()}
        : new String[0];
  }

  /** The records it reads: {@code orders} or {@code payments}. */
  String topic() {
    return spec.reads().name();
  }

  /** How many events of a world it is about, by what was planted, however late they came. */
  long eventsIn(Path world) throws IOException {
    JsonNode planted = Weekend.truth(world).get(topic());
    long events = planted.get("events").longValue();
    return switch (spec.name()) {
      case "daily-revenue" -> events - planted.at("/types/FULFILLED").longValue(); // no money
      case "ops-dashboard" -> events - planted.at("/types/REFUNDED").longValue(); // no service
      default -> events;
    };
  }

  @Override
  public String toString() {
    return spec.name();
  }
}
