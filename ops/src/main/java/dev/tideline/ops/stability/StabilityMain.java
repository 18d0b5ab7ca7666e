package dev.tideline.ops.stability;

import dev.tideline.io.answer.StoredHistory;
import dev.tideline.io.sql.Database;
import dev.tideline.pipelines.Pipelines;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Programs;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.spec.PipelineSpec;
import dev.tideline.row.RowFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reports how often and by how much published numbers changed after they were first shown. */
@Command(
    name = "scripts/stability",
    mixinStandardHelpOptions = true,
    description = {
      "Reports how often and by how much the numbers of a live run changed after they were shown, from"
          + " the history that a run with --history keeps.%n"
    },
    sortOptions = false,
    footer = {
      "",
      "Exit status: 0 ok; 2 bad arguments, or there is no such history; 1 anything else."
    })
public final class StabilityMain implements Programs.Program {

  /** The file that is written into the output. */
  static final String FILE = "stability.json";

  @Parameters(
      index = "0",
      paramLabel = "PIPELINE",
      description = "Whose numbers: a pipeline whose rows are fired by windows.")
  private String pipeline;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "The output of the live run: its tideline.db is read, and stability.json is written"
              + " there.")
  private Path output;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "The database of the live run: jdbc:postgresql://HOST/NAME or jdbc:sqlite:FILE (default:"
              + " tideline.db in the output).")
  private String database;

  @Option(
      names = "--database-config",
      paramLabel = "FILE",
      description = "A properties file with user and password of the database.")
  private String databaseConfig;

  @Spec private CommandSpec spec;

  private Database store;

  private StabilityMain() {}

  /** Looks and ends the process. */
  public static void main(String[] arguments) {
    System.exit(Programs.run(new StabilityMain(), arguments));
  }

  /** Looks; see {@link Programs#run(Programs.Program, PrintWriter, PrintWriter, String...)}. */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return Programs.run(new StabilityMain(), out, err, arguments);
  }

  @Override
  public List<String> mistakes() {
    List<String> mistakes = new ArrayList<>();
    store = check(mistakes);
    return mistakes;
  }

  private Database check(List<String> mistakes) {
    if (pipeline != null && withHistory(pipeline).isEmpty()) {
      mistakes.add(
          "'%s' has no history: %s have"
              .formatted(
                  pipeline,
                  Pipelines.withHistory().stream()
                      .map(PipelineSpec::name)
                      .collect(Collectors.joining(", "))));
    }
    if (databaseConfig != null && database == null) {
      mistakes.add("--database-config is of no use without --database URL");
    }
    if (output != null && !Files.isDirectory(output)) {
      mistakes.add("--output " + output + ": no such directory");
    }
    if (database == null) {
      if (output == null) {
        mistakes.add("--output DIR or --database URL is missing: where is the history?");
      }
      return output == null ? null : Database.inFile(output.resolve("tideline.db"));
    }
    try {
      return new Database(database, databaseConfig);
    } catch (IllegalArgumentException unfit) {
      mistakes.add(unfit.getMessage());
      return null;
    }
  }

  /**
   * Looks.
   *
   * @throws UsageException if there is no history
   */
  @Override
  public ExitCode run() throws IOException {
    Optional<Changes> changes = changes(withHistory(pipeline).orElseThrow().rows());
    if (changes.isEmpty() || changes.get().rows() == 0) {
      throw new UsageException(
          List.of(
              "%s has no history of %s: run scripts/run %s --mode stream --history first"
                  .formatted(store.url(), pipeline, pipeline)));
    }
    ChangesText text = new ChangesText(pipeline, changes.get());
    if (output != null) {
      Files.writeString(output.resolve(FILE), text.json() + "\n");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(text.table());
    out.flush();
    return ExitCode.OK;
  }

  private static Optional<PipelineSpec<?, ?>> withHistory(String pipeline) {
    return Pipelines.withHistory().stream()
        .filter(spec -> spec.name().equals(pipeline))
        .findFirst();
  }

  private Optional<Changes> changes(RowFormat<?> format) throws IOException {
    if (!store.mayExist()) { // or SQLite would make one
      return Optional.empty();
    }
    try {
      return new StoredHistory(store).read(format, () -> new Changes(format));
    } catch (ArithmeticException overflow) {
      throw new IllegalStateException(
          "a change is too large to be exact: " + overflow.getMessage(), overflow);
    }
  }
}
