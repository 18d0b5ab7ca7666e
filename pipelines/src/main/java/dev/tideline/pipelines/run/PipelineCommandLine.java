package dev.tideline.pipelines.run;

import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.options.RunOptions;
import dev.tideline.pipelines.options.RunnerDefaults;
import dev.tideline.pipelines.spec.PipelineCommand;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import picocli.CommandLine;

/**
 * The command line of a pipeline: our own options, written {@code --from 1997-01-01}, and all
 * others for Beam, written either way. One of ours that is not written may be in the environment:
 * {@code TIDELINE_FROM}. What is in neither is as the runner wants it ({@link RunnerDefaults}).
 */
final class PipelineCommandLine {

  private static final DateTimeFormatter JOB_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  private static final String CARD_KEY = "--card-key";
  private static final String RUNNER = "--runner=";

  private final CommandLine command;
  private final RunOptions shared;
  private final Map<String, String> defaults;
  private final CommandLine.ParseResult parsed;

  private PipelineCommandLine(
      CommandLine command,
      RunOptions shared,
      Map<String, String> defaults,
      CommandLine.ParseResult parsed) {
    this.command = command;
    this.shared = shared;
    this.defaults = defaults;
    this.parsed = parsed;
  }

  /**
   * Parses one.
   *
   * @param environment for options that are not in it
   * @param defaults for those that are in neither
   */
  static PipelineCommandLine parse(
      PipelineCommand<?, ?> pipeline,
      Map<String, String> environment,
      RunnerDefaults defaults,
      String... args) {
    RunOptions shared = new RunOptions();
    CommandLine command = new CommandLine(pipeline);
    command.getCommandSpec().name(pipeline.usage()).addMixin("shared", sharedSpec(shared));
    command.getCommandSpec().usageMessage().sortOptions(false);
    command
        .getCommandSpec()
        .addOption(
            CommandLine.Model.OptionSpec.builder("--help")
                .usageHelp(true)
                .description("Show this text and end.")
                .build());
    command
        .getCommandSpec()
        .usageMessage()
        .footer(
            "",
            "Any other option goes to Beam and its runner, such as --tempLocation=DIR.",
            "An option of ours that is not given is looked for in the environment: TIDELINE_INPUT for"
                + " --input; but TIDELINE_CARD_KEY is the key itself.");
    command.getCommandSpec().parser().collectErrors(true).unmatchedArgumentsAllowed(true);
    command.setUnmatchedOptionsArePositionalParams(false);
    PipelineCommandLine line =
        parse(command, shared, environment, defaults.of(false), args); // it may say that it streams
    return shared.streams() ? parse(command, shared, environment, defaults.of(true), args) : line;
  }

  private static PipelineCommandLine parse(
      CommandLine command,
      RunOptions shared,
      Map<String, String> environment,
      Map<String, String> defaults,
      String... args) {
    command.setDefaultValueProvider(
        argument ->
            argument instanceof CommandLine.Model.OptionSpec option
                ? environment.getOrDefault(
                    variableOf(option.longestName()), defaults.get(option.longestName()))
                : null);
    return new PipelineCommandLine(command, shared, defaults, command.parseArgs(args));
  }

  /**
   * The variable of an option; of the card key's, whose variable has no file in it, one that is
   * none.
   */
  private static String variableOf(String option) {
    return option.equals(CARD_KEY)
        ? ""
        : "TIDELINE" + option.substring(1).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static CommandLine.Model.CommandSpec sharedSpec(RunOptions shared) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(shared);
  }

  /** The options that all pipelines share. */
  RunOptions shared() {
    return shared;
  }

  boolean helpRequested() {
    return parsed.isUsageHelpRequested();
  }

  String help() {
    return command.getUsageMessage();
  }

  List<String> mistakes() {
    return parsed.errors().stream().map(Throwable::getMessage).toList();
  }

  /**
   * What is left for Beam. The name of the job is the pipeline's and the time (UTC): Spark keeps a
   * stream's state by that name where it is told nothing else, and would go on with the graph of
   * whatever run had the name before.
   *
   * @throws UsageException if Beam knows no such option, or the runner is not on the class path
   */
  PipelineOptions beamOptions(String pipeline) {
    List<String> mistakes = new ArrayList<>();
    List<String> forBeam = wordsForBeam(mistakes);
    forBeam.replaceAll(PipelineCommandLine::withRunnersClass);
    forBeam.forEach(word -> check(word, mistakes));
    if (!mistakes.isEmpty()) {
      throw new UsageException(mistakes);
    }
    addUnlessGiven("--jobName", pipeline + "-" + JOB_TIME.format(Instant.now()), forBeam);
    defaults.forEach(
        (name, value) -> {
          if (command.getCommandSpec().findOption(name) == null) { // it is none of ours
            addUnlessGiven(name, value, forBeam);
          }
        });
    try {
      PipelineOptions options =
          PipelineOptionsFactory.fromArgs(forBeam.toArray(String[]::new)).create();
      options.getRunner(); // looks for it on the class path
      return options;
    } catch (IllegalArgumentException noRunner) {
      throw new UsageException(List.of(noRunner.getMessage()));
    }
  }

  private static void addUnlessGiven(String name, String value, List<String> words) {
    if (words.stream().noneMatch(word -> word.equals(name) || word.startsWith(name + "="))) {
      words.add(name + "=" + value);
    }
  }

  /** Beam only takes {@code --name=value}. */
  private List<String> wordsForBeam(List<String> mistakes) {
    List<String> forBeam = new ArrayList<>();
    for (String word : parsed.unmatched()) {
      int last = forBeam.size() - 1;
      if (word.startsWith("--")) {
        forBeam.add(word);
      } else if (last >= 0 && !forBeam.get(last).contains("=")) {
        forBeam.set(last, forBeam.get(last) + "=" + word);
      } else {
        mistakes.add("'" + word + "' belongs to no option");
      }
    }
    return forBeam;
  }

  /** Beam knows a runner by its class only: {@code flink} is {@code FlinkRunner}. */
  private static String withRunnersClass(String word) {
    return word.matches(RUNNER + "[a-z]+")
        ? RUNNER
            + word.substring(RUNNER.length(), RUNNER.length() + 1).toUpperCase(Locale.ROOT)
            + word.substring(RUNNER.length() + 1)
            + "Runner"
        : word;
  }

  /** Asks Beam about one option at a time: of several wrong ones it would name the first only. */
  private static void check(String word, List<String> mistakes) {
    try {
      PipelineOptionsFactory.fromArgs(word).create();
    } catch (IllegalArgumentException wrong) {
      String firstLine = wrong.getMessage().lines().findFirst().orElse("no");
      mistakes.add(word + " is no option of ours, and Beam says: " + firstLine);
    }
  }
}
