package dev.tideline.demo.live;

import dev.tideline.broker.BrokerProcess;
import dev.tideline.demo.ScratchFolder;
import dev.tideline.demo.process.PipelineRuns;
import dev.tideline.ops.kafka.UnsecuredCluster;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that shows all of it. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    description = {
      "Generates a FreshMart day with duplicates, late events, clocks that run ahead and broken"
          + " records, starts a real Kafka broker and the pipelines, streams the day through"
          + " them in fast motion, and shows what they answer meanwhile.",
      "Then runs the pipelines over the same day's files, and compares: exit status 3 if a live"
          + " answer differs from the bounded one."
    })
public final class Demo implements Programs.Program {

  private static final long MOST_EVENTS = 10_000_000;

  /** For a run of a minute, the better code of the second compiler comes too late. */
  private static final String JAVA_OPTIONS = "-Xmx768m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

  @Option(names = "--runner", paramLabel = "R", description = "direct, flink or spark.")
  private String runner = "flink";

  @Option(names = "--events", paramLabel = "N", description = "How many events, about.")
  private long events = 60_000;

  @Option(names = "--rate", paramLabel = "N", description = "How many of them a second.")
  private double rate = 1_500;

  @Option(names = "--seed", paramLabel = "N", description = "Another seed, another day.")
  private long seed = 1;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Keep the events, the answers and the card key there, in a new folder.")
  private Path keep;

  @Option(names = "--in-place", hidden = true, description = "Refresh the view in place.")
  private boolean inPlace;

  /** Runs the demo and ends with its exit status: 0 equal, 2 bad options, 3 different, else 1. */
  public static void main(String[] arguments) {
    System.exit(Programs.run(new Demo(), arguments));
  }

  @Override
  public List<String> mistakes() {
    List<String> mistakes = new ArrayList<>();
    if (events < 1 || events > MOST_EVENTS) {
      mistakes.add("--events must be from 1 to " + MOST_EVENTS + ", not " + events);
    }
    if (!(rate > 0)) {
      mistakes.add("--rate must be above 0, not " + rate);
    }
    if (keep != null && Files.exists(keep)) {
      mistakes.add("--keep " + keep + " is there already: name a new folder");
    }
    return mistakes;
  }

  @Override
  public ExitCode run() throws IOException, InterruptedException {
    if (keep == null) {
      try (ScratchFolder scratch = ScratchFolder.create()) {
        return runIn(scratch.path());
      }
    }
    ExitCode status = runIn(Files.createDirectories(keep).toRealPath());
    System.out.println("All of it is in " + keep);
    return status;
  }

  private ExitCode runIn(Path folder) throws IOException, InterruptedException {
    String cardKey = newCardKey();
    if (keep != null) {
      Files.writeString(folder.resolve("card.key"), cardKey + "\n");
    }
    Path day = folder.resolve("day");
    System.err.println("Generating a day ...");
    Day.generate(day, events, seed, cardKey);
    System.err.println("Starting a broker and the pipelines on " + runner + " ...");
    try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"));
        PipelineRuns runs = PipelineRuns.on(runner, folder, cardKey, JAVA_OPTIONS)) {
      LiveDay live =
          new LiveDay(day, folder, new UnsecuredCluster(broker.bootstrapServers()), runs, rate);
      Map<String, RunAnswer> answers = live.live(inPlace, System.out);
      System.err.println("The same over the day's files ...");
      boolean equal = true;
      for (Map.Entry<String, RunAnswer> each : answers.entrySet()) {
        RunAnswer bounded = live.bounded(each.getKey());
        boolean same = bounded.equals(each.getValue());
        equal &= same;
        System.out.printf(
            "%s live=%s bounded=%s %s%n",
            each.getKey(),
            each.getValue().digest(),
            bounded.digest(),
            same ? "EQUAL" : "DIFFERENT");
      }
      return equal ? ExitCode.OK : ExitCode.DIFFERENT;
    }
  }

  /** The secret behind the card tokens: a new one each time. */
  private static String newCardKey() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return HexFormat.of().formatHex(key);
  }
}
