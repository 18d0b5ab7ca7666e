package dev.tideline.demo.live;

import dev.tideline.broker.BrokerProcess;
import dev.tideline.demo.ScratchFolder;
import dev.tideline.demo.process.PipelineRuns;
import dev.tideline.demo.screen.Screen;
import dev.tideline.io.events.StoresFile;
import dev.tideline.io.files.InputException;
import dev.tideline.ops.kafka.UnsecuredCluster;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Programs;
import dev.tideline.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that shows all of it. */
@Command(
    name = "scripts/demo",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    description = {
      "Generates a FreshMart day with duplicates, late events, clocks that run ahead and broken"
          + " records, starts a real Kafka broker and the pipelines, streams the day through"
          + " them in fast motion, and shows what they answer meanwhile.",
      "On a terminal the view is refreshed in place, in colours unless NO_COLOR is set; elsewhere"
          + " a line says now and then how far it is. Ctrl-C ends all of it at any time.",
      "Then runs the pipelines over the same day's files, and compares: exit status 3 if a live"
          + " answer differs from the bounded one. At last it closes the books of the day: a"
          + " version, its reconciliation with the bank, its journal."
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

  @Option(
      names = "--screen",
      hidden = true,
      description = "The view is refreshed in place, on a terminal of so many lines and columns.")
  private String terminal;

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
    AtomicBoolean stopped = new AtomicBoolean();
    Thread hook = new Thread(() -> stop(stopped), "stopped");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      ExitCode status = runInFolder();
      Runtime.getRuntime().removeShutdownHook(hook);
      return status;
    } catch (IOException | RuntimeException failure) {
      if (stopped.get()) {
        return ExitCode.FAILED; // what was killed has failed: that is no news
      }
      Runtime.getRuntime().removeShutdownHook(hook);
      throw failure;
    }
  }

  private void stop(AtomicBoolean stopped) {
    stopped.set(true);
    System.err.printf(
        "%nStopped. %s%n",
        keep == null ? "Nothing is left behind." : "What there is so far is in " + keep);
  }

  private ExitCode runInFolder() throws IOException, InterruptedException {
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
    System.err.printf(Locale.ROOT, "Generating a FreshMart day of about %,d events ...%n", events);
    Day.generate(day, events, seed, cardKey);
    System.err.println("Starting a Kafka broker ...");
    List<LivePipeline> pipelines = LivePipeline.all(folder);
    try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"));
        PipelineRuns runs = PipelineRuns.on(runner, folder, cardKey, javaOptions(folder))) {
      System.err.printf("Starting %d pipelines on %s ...%n", pipelines.size(), runner);
      Traffic traffic = new Traffic(Clock.systemUTC());
      Screen screen = Screen.of(System.out, terminal);
      LiveDay live =
          new LiveDay(
              day,
              new UnsecuredCluster(broker.bootstrapServers()),
              runs,
              traffic,
              pipelines,
              new View(runner, traffic, storesOf(day), pipelines),
              screen);
      Map<String, RunAnswer> answers = live.live(rate);
      LastWords last = new LastWords(answers, live.bounded());
      screen.say(last.text(runner));
      System.err.println("Closing the books of the day, and reconciling it with the bank ...");
      screen.say(ClosedDay.close(runs, Day.DATE, day, folder.resolve("books")).text());
      screen.say(LastWords.next(keep == null ? "--input testdata/freshmart" : "--input " + day));
      return last.equal() ? ExitCode.OK : ExitCode.DIFFERENT;
    } finally {
      pipelines.forEach(LivePipeline::close);
    }
  }

  private static SortedSet<String> storesOf(Path day) throws IOException {
    try {
      return StoresFile.read(day.resolve("stores.jsonl")).all().stream()
          .map(Store::storeId)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (InputException unfit) {
      throw new IOException(String.join("\n", unfit.problems()), unfit);
    }
  }

  /**
   * What a killed process leaves in its folder for temporary files goes with all else. Options
   * can't have spaces in them.
   */
  private static String javaOptions(Path folder) throws IOException {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    return temporary.toString().contains(" ")
        ? JAVA_OPTIONS
        : JAVA_OPTIONS + " -Djava.io.tmpdir=" + temporary;
  }

  /** The secret behind the card tokens: a new one each time. */
  private static String newCardKey() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return HexFormat.of().formatHex(key);
  }
}
