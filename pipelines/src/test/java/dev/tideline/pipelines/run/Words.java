package dev.tideline.pipelines.run;

import dev.tideline.pipelines.Pipelines;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.options.RunnerDefaults;
import dev.tideline.pipelines.spec.PipelineCommand;
import java.util.List;
import java.util.Map;

/** The words of a command that is for another machine. */
public final class Words {

  private Words() {}

  /**
   * What is wrong with them. That the places they name are there, and can be read and written, is
   * not asked.
   *
   * @param words the name of a pipeline and its options, of which those of Beam are for the Direct
   *     runner
   */
  public static List<String> mistakes(List<String> words) {
    PipelineCommand<?, ?> command = Pipelines.named(words.get(0)).orElseThrow().command().get();
    PipelineCommandLine line =
        PipelineCommandLine.parse(
            command,
            Map.of(),
            RunnerDefaults.NONE,
            words.subList(1, words.size()).toArray(String[]::new));
    Mistakes mistakes = new Mistakes();
    mistakes.addAll(line.mistakes());
    mistakes.collect(() -> line.beamOptions(words.get(0)));
    line.shared().check(mistakes);
    try {
      mistakes.throwIfAny();
      return List.of();
    } catch (UsageException wrong) {
      return wrong.mistakes();
    }
  }
}
