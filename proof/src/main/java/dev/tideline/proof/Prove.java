package dev.tideline.proof;

import dev.tideline.io.files.Folders;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Programs;
import dev.tideline.proof.cell.Cell;
import dev.tideline.proof.cell.CellResult;
import dev.tideline.proof.cell.Workers;
import dev.tideline.proof.world.Question;
import dev.tideline.proof.world.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that proves that the answers are the same everywhere. */
@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    description = {
      "Proves that each pipeline gives the same answer, with every record accounted for, on every"
          + " runner, bounded and as a stream, in any order of arrival.",
      "A round is a world of some hundred events made from a seed, which come late, twice, broken and"
          + " in any order. Each cell's digest and ledger are compared with those of a plain model in"
          + " Java, and of DuckDB. What a stream refused as too late, counted later, must give what a"
          + " later look at everything gives.",
      "Exit status: 0 all agree; 3 something does not: the smallest world in which it does not is"
          + " then written as a JUnit test; 2 bad options; 1 anything else."
    })
public final class Prove implements Programs.Program {

  private static final List<String> RUNNERS = List.of("direct", "flink", "spark");

  /** How often a smaller world is tried. */
  private static final int TRIES = 150;

  @Mixin private WorldOptions world;

  @Mixin private QuestionOptions question;

  @Option(names = "--runners", split = ",", paramLabel = "RUNNER", description = "On which.")
  private List<String> runners = RUNNERS;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where the report goes, and what is found.")
  private Path output = Path.of("prove-report");

  @Spec private CommandSpec spec;

  Prove() {}

  /** Runs the command and ends with its exit status: 0 all agree, 3 something does not, 2 or 1. */
  public static void main(String[] arguments) {
    System.exit(Programs.run(new Prove(), arguments));
  }

  @Override
  public List<String> mistakes() {
    List<String> mistakes = new ArrayList<>();
    world.addMistakes(mistakes);
    question.addMistakes(mistakes);
    for (String name : runners) {
      if (!RUNNERS.contains(name)) {
        mistakes.add("--runners wants some of " + RUNNERS + ", not '" + name + "'");
      }
    }
    return mistakes;
  }

  @Override
  public ExitCode run() throws IOException, InterruptedException {
    List<World> worlds = world.worlds();
    List<Question> questions = question.questions(worlds);
    Files.createDirectories(output);
    List<Round> rounds = new ArrayList<>();
    Path scratch = Files.createTempDirectory("tideline-prove-");
    Path config = Path.of(System.getProperty("tideline.root", ".")).resolve("runners-config");
    try (Workers workers =
        new Workers(
            config,
            scratch,
            runner -> config.resolve("target/" + runner + "/lib/*").toString(),
            config.resolveSibling("broker/target/lib/*").toString())) {
      Runtime.getRuntime().addShutdownHook(new Thread(workers::close, "end-workers")); // Ctrl-C
      Proof proof = new Proof(workers, scratch, cells(), this::answered);
      for (World each : worlds) {
        log(each.staging());
        for (Question asked : questions) {
          boolean first = rounds.stream().allMatch(round -> round.different().isEmpty());
          Round round = proof.round(each, asked);
          rounds.add(round);
          if (first && !round.different().isEmpty()) { // they mostly have one reason
            lookForACounterexample(proof, round);
          }
        }
        if (rounds.stream().allMatch(Round::proven)) {
          proof.tidy();
        }
      }
    } finally {
      if (rounds.stream().allMatch(Round::proven)) {
        Folders.delete(scratch);
      } else {
        log("The worlds, and what the cells wrote and printed, are in " + scratch);
      }
    }
    return report(rounds);
  }

  private void lookForACounterexample(Proof proof, Round round)
      throws IOException, InterruptedException {
    Optional<Cell> fromFiles =
        round.different().stream().filter(each -> !each.mode().ofTopic()).findFirst();
    if (fromFiles.isEmpty()) {
      return; // of a topic no test is written
    }
    Cell cell = fromFiles.get();
    log("  looking for a smaller world in which " + cell + " differs ...");
    Optional<Counterexample> found = proof.counterexample(round, cell, TRIES);
    if (found.isEmpty()) {
      log("  none: asked again, of the same records as JSON lines, it agrees");
      return;
    }
    Path test = output.resolve(found.get().className() + ".java");
    Files.writeString(test, found.get().source());
    spec.commandLine().getOut().println("The smallest counterexample: " + test);
  }

  private ExitCode report(List<Round> rounds) throws IOException {
    Path page = output.resolve("report.html");
    Files.writeString(page, new HtmlReport(command(), cells(), rounds).page());
    PrintWriter out = spec.commandLine().getOut();
    out.print(new ProofTable(cells(), rounds).text());
    rounds.forEach(round -> round.differences().forEach(out::println));
    out.println("Known exceptions: none. Report: " + page);
    return rounds.stream().allMatch(Round::proven) ? ExitCode.OK : ExitCode.DIFFERENT;
  }

  /** As it can be typed to do the same again. */
  private String command() {
    List<String> words = new ArrayList<>(List.of("./scripts/prove"));
    words.addAll(spec.commandLine().getParseResult().originalArgs());
    if (!spec.commandLine().getParseResult().hasMatchedOption("--seed")) {
      words.addAll(List.of("--seed", Long.toString(world.seed())));
    }
    return String.join(" ", words);
  }

  private List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (String runner : runners) {
      for (Cell.Mode mode : Cell.Mode.values()) {
        cells.add(new Cell(runner, mode));
      }
    }
    return cells;
  }

  private void answered(Question question, String cell, CellResult result, boolean agrees) {
    log(
        String.format(
            Locale.ROOT,
            "  %-15s %-15s %5.1f s  %s",
            question.pipeline(),
            cell,
            result.seconds(),
            agrees ? "equal" : "DIFFERENT"));
    result.lastWords().forEach(line -> log("    " + line));
  }

  /** Logs how it goes. */
  private void log(String line) {
    spec.commandLine().getErr().println(line);
  }
}
