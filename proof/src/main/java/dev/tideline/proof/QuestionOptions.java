package dev.tideline.proof;

import dev.tideline.pipelines.Pipelines;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.proof.world.Question;
import dev.tideline.proof.world.World;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that says which pipelines are asked. */
final class QuestionOptions {

  @Option(
      names = "--pipelines",
      split = ",",
      paramLabel = "NAME",
      description =
          "Some of them, such as daily-revenue (default: all that have something to read).")
  private List<String> pipelines;

  void addMistakes(List<String> mistakes) {
    List<String> known = Pipelines.names();
    for (String name : pipelines == null ? known : pipelines) {
      if (!known.contains(name)) {
        mistakes.add("--pipelines wants some of " + known + ", not '" + name + "'");
      }
    }
  }

  /**
   * What is asked of these worlds, at least one question.
   *
   * @throws UsageException if they have no records for a pipeline that was named, or for any
   */
  List<Question> questions(List<World> worlds) {
    List<Question> questions = new ArrayList<>();
    List<String> mistakes = new ArrayList<>();
    for (Question question : Question.all()) {
      boolean named = pipelines != null && pipelines.contains(question.pipeline());
      boolean reads = worlds.stream().anyMatch(world -> !world.of(question.topic()).isEmpty());
      if (reads && (named || pipelines == null)) {
        questions.add(question);
      } else if (named) {
        mistakes.add(
            "%s reads %s, and there are none"
                .formatted(question.pipeline(), question.topic().folder()));
      }
    }
    if (questions.isEmpty() && mistakes.isEmpty()) {
      mistakes.add("there are no orders and no payments");
    }
    if (!mistakes.isEmpty()) {
      throw new UsageException(mistakes);
    }
    return questions;
  }
}
