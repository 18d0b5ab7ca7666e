package dev.tideline.pipelines.publish;

import dev.tideline.json.Timestamps;
import dev.tideline.pipelines.Pipelines;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Programs;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.output.StagedAnswer;
import dev.tideline.pipelines.output.StagedAnswer.Left;
import dev.tideline.pipelines.run.RunReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Publishes what a run has written whose process has gone before it could. */
@Command(
    name = "scripts/publish",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Publishes the answer of a bounded run whose process ended before it could, while its job went on:",
      "the newest that is whole, if it is of a later run than what stands. Its report is that of the run."
          + " As often as you like: where there is nothing to be done, it says so.%n"
    },
    footer = {
      "",
      "Exit status: 0 ok; 2 bad arguments; 3 the ledger doesn't balance, and nothing was published;"
          + " 1 not all is written, and anything else."
    })
public final class PublishMain implements Programs.Program {

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "The --output of the run, on a disk, in a bucket or in HDFS.")
  private Path output;

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many rows to print (default 20).")
  private int show;

  @Spec private CommandSpec spec;

  /** Does it, and ends the process. */
  public static void main(String[] arguments) {
    System.exit(Programs.run(new PublishMain(), arguments));
  }

  @Override
  public List<String> mistakes() {
    return show < 0 ? List.of("--show wants a number from 0 up, not " + show) : List.of();
  }

  @Override
  public ExitCode run() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Optional<Left> found = StagedAnswer.leftAt(output);
    if (found.isEmpty()) {
      err.println("nothing is left to be published in " + output);
      return ExitCode.OK;
    }
    Left left = found.get();
    String run =
        "the run of %s that began at %s"
            .formatted(left.facts().pipeline(), Timestamps.format(left.facts().begun()));
    if (!left.isWhole()) {
      err.println(
          run + " has not written all: it is still at it, or has died: wait, or run it again");
      return ExitCode.FAILED;
    }
    var pipeline =
        Pipelines.named(left.facts().pipeline())
            .orElseThrow(
                () ->
                    new UsageException(
                        List.of(run + " is of no pipeline that is known: use its own release")));
    err.println("publishing what was written by " + run);
    ExitCode code =
        RunReport.publish(
            left.answer(), left.facts(), pipeline.totals(), show, out::print, err::println);
    out.flush();
    return code;
  }
}
