package dev.tideline.stability;

import dev.tideline.dashboard.DashboardRow;
import dev.tideline.revenue.RevenueRow;
import dev.tideline.row.RowFormat;
import dev.tideline.sql.Database;
import dev.tideline.sql.StoredHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;

/** Says how often and by how much published numbers changed after they were first shown. */
@Command(
    name = "scripts/stability",
    description = {
      "Says how often and by how much the numbers of a live run changed after they were shown, from"
          + " the history that a run with --history keeps.%n"
    },
    sortOptions = false,
    footer = {
      "",
      "Exit status: 0 ok; 2 bad arguments, or there is no such history; 1 anything else."
    })
public final class Stability {

  /** The file that is written into the output. */
  static final String FILE = "stability.json";

  private static final Map<String, RowFormat<?>> PIPELINES =
      Map.of("ops-dashboard", DashboardRow.FORMAT, "daily-revenue", RevenueRow.FORMAT);

  @Parameters(
      index = "0",
      paramLabel = "PIPELINE",
      description = "Whose numbers: ops-dashboard or daily-revenue.")
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

  private Stability() {}

  /** Looks and ends the process. */
  public static void main(String[] arguments) {
    System.exit(
        run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            arguments));
  }

  /**
   * Looks.
   *
   * @return the exit status of the process: 0 done; 2 bad options, every mistake said, or no
   *     history; 1 anything else, said in one message
   */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    Stability stability = new Stability();
    CommandLine line = new CommandLine(stability).setOut(out).setErr(err);
    line.getCommandSpec()
        .addOption(
            CommandLine.Model.OptionSpec.builder("--help")
                .usageHelp(true)
                .description("Show this text and end.")
                .build())
        .parser()
        .collectErrors(true);
    line.setExecutionStrategy(parsed -> stability.execute(parsed, line));
    return line.execute(arguments);
  }

  private int execute(ParseResult parsed, CommandLine line) {
    if (CommandLine.printHelpIfRequested(parsed)) {
      return ExitCode.OK;
    }
    PrintWriter err = line.getErr();
    List<String> mistakes = new ArrayList<>();
    parsed.errors().forEach(error -> mistakes.add(error.getMessage()));
    Database store = check(mistakes);
    if (!mistakes.isEmpty()) {
      mistakes.forEach(err::println);
      err.println("Try --help.");
      return ExitCode.USAGE;
    }
    try {
      return say(store, line);
    } catch (IOException failure) {
      err.println(failure.getMessage());
      return ExitCode.SOFTWARE;
    } catch (ArithmeticException overflow) {
      err.println("a change is too large to be exact: " + overflow.getMessage());
      return ExitCode.SOFTWARE;
    }
  }

  private Database check(List<String> mistakes) {
    if (pipeline != null && !PIPELINES.containsKey(pipeline)) {
      mistakes.add("'" + pipeline + "' has no history: ops-dashboard and daily-revenue have");
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

  private int say(Database store, CommandLine line) throws IOException {
    RowFormat<?> format = PIPELINES.get(pipeline);
    Optional<Changes> changes =
        store.mayExist() // or SQLite would make one
            ? new StoredHistory(store).read(format, () -> new Changes(format))
            : Optional.empty();
    if (changes.isEmpty() || changes.get().rows() == 0) {
      line.getErr()
          .printf(
              "%s has no history of %s: run scripts/run %s --mode stream --history first%n",
              store.url(), pipeline, pipeline);
      return ExitCode.USAGE;
    }
    ChangesText text = new ChangesText(pipeline, changes.get());
    if (output != null) {
      Files.writeString(output.resolve(FILE), text.json() + "\n");
    }
    line.getOut().print(text.table());
    line.getOut().flush();
    return ExitCode.OK;
  }
}
