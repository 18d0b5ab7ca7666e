package dev.tideline.proof.world;

import dev.tideline.pipelines.Pipelines;
import dev.tideline.pipelines.spec.PipelineSpec;
import java.util.List;
import java.util.Locale;

/**
 * A pipeline, as whoever asks it sees it from outside.
 *
 * @param pipeline the name by which it is run
 * @param topic what it reads
 */
public record Question(String pipeline, WorldTopic topic) {

  /** Those of all pipelines that there are, in their order. */
  public static List<Question> all() {
    return Pipelines.ALL.stream().map(Question::of).toList();
  }

  /** That of a pipeline. */
  public static Question of(PipelineSpec<?, ?> spec) {
    return new Question(
        spec.name(), WorldTopic.valueOf(spec.reads().name().toUpperCase(Locale.ROOT)));
  }

  /** Whether the cards of what it reads have to be turned into tokens. */
  public boolean hasCards() {
    return topic == WorldTopic.PAYMENTS;
  }
}
