package dev.tideline.demo.latency;

import dev.tideline.demo.ScratchFolder;
import dev.tideline.demo.process.PipelineRuns;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Programs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that measures how long a signal takes. */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    description = {
      "Measures the time from the append of a payment to the append of its signal, both by the"
          + " broker's clock: a real broker and fraud-velocity, each in a process of its own, and a"
          + " threshold of 1, so that every payment gives a signal.",
      "Payments are sent by a schedule, however long the signals take. Exit status 1 if one of them"
          + " never got its signal."
    })
public final class LatencyBench implements Programs.Program {

  @Option(names = "--runner", paramLabel = "R", description = "direct, flink or spark.")
  private String runner = "flink";

  @Option(names = "--rate", paramLabel = "N", description = "Payments a second.")
  private int rate = 1_000;

  @Option(names = "--seconds", paramLabel = "S", description = "For how long they are measured.")
  private int seconds = 30;

  @Option(names = "--warm-up", paramLabel = "S", description = "For how long before they are not.")
  private int warmUp = 20;

  /** Runs the command and ends with its exit status: 0 all signalled, 2 bad options, else 1. */
  public static void main(String[] arguments) {
    System.exit(Programs.run(new LatencyBench(), arguments));
  }

  @Override
  public List<String> mistakes() {
    List<String> mistakes = new ArrayList<>();
    if (rate < 1 || rate > 100_000) {
      mistakes.add("--rate must be from 1 to 100000, not " + rate);
    }
    if (seconds < 1 || seconds > 3_600 || warmUp < 0 || warmUp > 3_600) {
      mistakes.add("--seconds must be from 1 to 3600, --warm-up from 0 to 3600");
    }
    return mistakes;
  }

  @Override
  public ExitCode run() throws IOException, InterruptedException {
    try (ScratchFolder folder = ScratchFolder.create();
        PipelineRuns runs =
            PipelineRuns.on(runner, folder.path(), "no secret: made-up cards", "-Xmx3g")) {
      String output = folder.path().resolve("out").toString();
      TrialOutcome outcome =
          Trial.run(
              new Schedule(rate, seconds, warmUp),
              folder.path(),
              (bootstrapServers, stores) ->
                  runs.live(
                      "fraud-velocity",
                      bootstrapServers,
                      stores,
                      "--output",
                      output,
                      "--threshold",
                      Integer.toString(Trial.THRESHOLD)));
      System.out.println(outcome.report(runner));
      return outcome.missing() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
  }
}
