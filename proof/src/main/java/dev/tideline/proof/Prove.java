package dev.tideline.proof;

import dev.tideline.proof.cell.Cell;
import dev.tideline.proof.cell.Said;
import dev.tideline.proof.cell.Workers;
import dev.tideline.proof.world.RandomWorld;
import dev.tideline.proof.world.Stage;
import dev.tideline.proof.world.World;
import dev.tideline.run.ExitCode;
import dev.tideline.run.Programs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import picocli.CommandLine.Command;
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
          + " in any order. Each cell's digest and books are compared with those of a plain model in"
          + " Java, and of DuckDB. What a stream refused as too late, counted later, must give what a"
          + " later look at everything gives.",
      "Exit status: 0 all agree; 3 something does not: the smallest world in which it does not is"
          + " then written as a JUnit test; 2 bad options; 1 anything else."
    })
public final class Prove implements Programs.Program {

  /** How often a smaller world is tried. */
  private static final int TRIES = 150;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the first world (default: by chance).")
  private Long seed;

  @Option(names = "--rounds", paramLabel = "K", description = "How many worlds.")
  private int rounds = 3;

  @Option(
      names = "--input",
      paramLabel = "DIR",
      description = "A data set of JSON lines that is to be the one world instead.")
  private Path input;

  @Option(
      names = "--pipelines",
      split = ",",
      paramLabel = "NAME",
      description = "Which (default: all): fraud-velocity, ops-dashboard, daily-revenue.")
  private List<String> pipelines = Question.pipelines();

  @Option(names = "--runners", split = ",", paramLabel = "RUNNER", description = "On which.")
  private List<String> runners = List.of("direct", "flink", "spark");

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where the report goes, and what is found.")
  private Path output = Path.of("prove-report");

  @Spec private CommandSpec spec;

  private Prove() {}

  /** Runs the command and ends with its exit status: 0 all agree, 3 something does not, 2 or 1. */
  public static void main(String[] arguments) {
    System.exit(Programs.run(new Prove(), arguments));
  }

  @Override
  public List<String> mistakes() {
    List<String> mistakes = new ArrayList<>();
    if (rounds < 1) {
      mistakes.add("--rounds wants a number from 1 up, not " + rounds);
    }
    for (String name : pipelines) {
      if (!Question.pipelines().contains(name)) {
        mistakes.add("--pipelines wants some of " + Question.pipelines() + ", not '" + name + "'");
      }
    }
    for (String name : runners) {
      if (!List.of("direct", "flink", "spark").contains(name)) {
        mistakes.add("--runners wants direct, flink or spark, not '" + name + "'");
      }
    }
    if (input != null && !Files.exists(input.resolve("stores.jsonl"))) {
      mistakes.add("--input " + input + " is no data set: it has no stores.jsonl");
    }
    if (input != null && seed != null) {
      mistakes.add("--input and --seed both say which world: give one of them");
    }
    return mistakes;
  }

  @Override
  public ExitCode run() throws IOException, InterruptedException {
    long first = seed == null ? new Random().nextInt(1_000_000) : seed;
    Path root = Path.of(System.getProperty("tideline.root", ".")).resolve("runners-config");
    Path scratch = Files.createTempDirectory("tideline-prove-");
    List<Round> all = new ArrayList<>();
    List<Path> counterexamples = new ArrayList<>();
    Files.createDirectories(output);
    try (Workers workers =
        new Workers(
            root, scratch, runner -> root.resolve("target/" + runner + "/lib/*").toString())) {
      Runtime.getRuntime().addShutdownHook(new Thread(workers::close, "end-workers")); // Ctrl-C
      Proof proof = new Proof(workers, scratch, cells(), this::said);
      for (World world : worlds(first)) {
        spec.commandLine().getErr().println(world.name() + ": " + world.stage());
        for (Question question : Question.values()) {
          if (pipelines.contains(question.pipeline())) {
            Round round = proof.round(world, question);
            all.add(round);
            if (counterexamples.isEmpty() && !round.different().isEmpty()) {
              counterexamples.add(counterexample(proof, round));
            }
          }
        }
        proof.tidy();
      }
    } finally {
      Folders.delete(scratch);
    }
    Path report = output.resolve("report.html");
    Files.writeString(report, new HtmlReport(command(first), cells(), all).page());
    PrintWriter out = spec.commandLine().getOut();
    out.print(new Table(cells(), all).text());
    all.forEach(round -> round.differences().forEach(out::println));
    counterexamples.forEach(path -> out.println("The smallest counterexample: " + path));
    out.println("Report: " + report);
    boolean proven = all.stream().allMatch(Round::proven);
    return proven ? ExitCode.OK : ExitCode.DIFFERENT;
  }

  /** It looks for one only: they mostly have one reason. */
  private Path counterexample(Proof proof, Round round) throws IOException, InterruptedException {
    Cell cell = round.different().get(0);
    spec.commandLine()
        .getErr()
        .println("  looking for a smaller world in which " + cell + " differs ...");
    Counterexample found = proof.counterexample(round, cell, TRIES);
    return Files.writeString(output.resolve(found.className() + ".java"), found.source());
  }

  private String command(long first) {
    String which = input == null ? "--seed " + first + " --rounds " + rounds : "--input " + input;
    return "./scripts/prove " + which;
  }

  private List<World> worlds(long first) throws IOException {
    if (input != null) {
      return List.of(World.read(input, Stage.any(new Random())));
    }
    List<World> worlds = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      worlds.add(RandomWorld.of(first + round));
    }
    return worlds;
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

  private void said(Question question, String cell, Said said, boolean agrees) {
    spec.commandLine()
        .getErr()
        .println(
            String.format(
                Locale.ROOT,
                "  %-15s %-15s %5.1f s  %s",
                question.pipeline(),
                cell,
                said.seconds(),
                agrees ? "equal" : "DIFFERENT"));
    said.lastWords().forEach(line -> spec.commandLine().getErr().println("    " + line));
  }
}
