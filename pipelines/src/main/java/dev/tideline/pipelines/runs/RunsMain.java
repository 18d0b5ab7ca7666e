package dev.tideline.pipelines.runs;

import dev.tideline.json.Timestamps;
import dev.tideline.pipelines.cli.Durations;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Programs;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.report.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the runs that published days in a folder. */
@Command(
    name = "scripts/runs",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows the runs of daily-revenue --date that published in a folder:",
      "  list      all of them, how each ended, and how long it took",
      "  show RUN  what became of each of its days%n"
    },
    footer = {"", "Exit status: 0 ok; 2 bad arguments; 1 anything else."})
public final class RunsMain implements Programs.Program {

  @Parameters(index = "0", paramLabel = "list|show", description = "What to show.")
  private String action;

  @Parameters(index = "1", arity = "0..1", paramLabel = "RUN", description = "Which run.")
  private String run;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "The folder that the days were published in.")
  private Path output;

  @Spec private CommandSpec spec;

  /** Shows what is asked, and ends the process. */
  public static void main(String[] arguments) {
    System.exit(Programs.run(new RunsMain(), arguments));
  }

  @Override
  public List<String> mistakes() {
    List<String> found = new ArrayList<>();
    if (action != null && !List.of("list", "show").contains(action)) {
      found.add("'" + action + "' is none of list and show");
    } else if ("show".equals(action) && run == null) {
      found.add("RUN is missing: which one? scripts/runs list names them");
    }
    return found;
  }

  @Override
  public ExitCode run() throws IOException {
    List<RunFolder.Entry> all = RunFolder.entries(RunFolder.under(output));
    if (all.isEmpty()) {
      throw new UsageException(List.of("no run has published days in " + output));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(action.equals("list") ? list(all) : show(all));
    out.flush();
    return ExitCode.OK;
  }

  private static TextTable list(List<RunFolder.Entry> all) {
    TextTable table =
        new TextTable(List.of("run", "status", "days", "as of", "runner", "took", "read"));
    for (RunFolder.Entry entry : all) {
      table.add(
          List.of(
              entry.name(),
              entry.status().name().toLowerCase(Locale.ROOT),
              entry.days(),
              entry.asOf(),
              entry.runner(),
              entry.ended() == null || entry.status() == RunFolder.Status.DIED
                  ? "-"
                  : Durations.typed(entry.ended() - entry.started()),
              "%,d".formatted(entry.read())));
    }
    return table;
  }

  private TextTable show(List<RunFolder.Entry> all) {
    RunFolder.Entry asked =
        all.stream()
            .filter(entry -> entry.name().equals(run))
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageException(List.of("there is no run %s in %s".formatted(run, output))));
    TextTable table =
        new TextTable(List.of("business day", "version", "outcome", "started", "ended"));
    for (RunFolder.Day day : asked.results()) {
      table.add(
          List.of(
              day.date(),
              day.versionText(),
              day.outcome().words(),
              Timestamps.format(asked.started()),
              asked.ended() == null ? "-" : Timestamps.format(asked.ended())));
    }
    return table;
  }
}
