package dev.tideline.benchmarks.bench;

import dev.tideline.benchmarks.bench.live.LiveMeasurements;
import dev.tideline.benchmarks.bench.live.LiveResult;
import dev.tideline.benchmarks.bench.live.LiveWork;
import dev.tideline.benchmarks.bench.report.Page;
import dev.tideline.benchmarks.bench.work.DataSets;
import dev.tideline.benchmarks.bench.work.Installation;
import dev.tideline.benchmarks.bench.work.KeptResults;
import dev.tideline.benchmarks.bench.work.Measurements;
import dev.tideline.benchmarks.bench.work.Result;
import dev.tideline.benchmarks.bench.work.Work;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** The command that says what it costs that pipelines are written once. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    description = {
      "Measures the product beside native jobs (Flink's DataStream and SQL, Spark SQL and Structured"
          + " Streaming, Kafka Streams, DuckDB, plain Java) that answer the same questions over the"
          + " same data: whole cold processes, or warm ones, in turn, several rounds; and how long"
          + " signals take while payments keep coming.",
      "An answer that is not the product's, to the last digit, is no answer: its time is not told."
          + " Nor is that of runs that differ by more than a third, or in their p99 by more than two"
          + " and a half times, for then the machine was busy, or of one that fell behind the"
          + " payments. Signals of payments that keep coming are"
          + " counted, not compared: each payment must get its own.",
      "Exit status: 0 all answers equal, if late; 3 some are not, or none came; 2 bad options; 1"
          + " anything else."
    })
public final class Bench implements Programs.Program {

  @Option(
      names = "--quick",
      description =
          "Less data, two rounds, no streams on Spark, no warm processes, not how cost grows: in a"
              + " quarter of an hour.")
  private boolean quick;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "WORK",
      description = "Some of the works: ${COMPLETION-CANDIDATES} (default: all).",
      showDefaultValue = Visibility.NEVER,
      completionCandidates = WorkNames.class)
  private List<String> only = List.of();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each one runs (default: 3; with --quick 2).",
      showDefaultValue = Visibility.NEVER)
  private int rounds;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      description = "The largest heap of every JVM that is measured.")
  private String heap = "4g";

  @Option(
      names = "--continue",
      description =
          "Go on where it was stopped: what was measured of this build, and in the same way, is"
              + " taken from the output; what told nothing is measured once more.")
  private boolean goOn;

  @Option(names = "--output", paramLabel = "DIR", description = "Where the report goes.")
  private Path output = Path.of("bench-report");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the data sets are kept for the next time (default: data in the output).",
      showDefaultValue = Visibility.NEVER)
  private Path data;

  /** The names of all works, for the help text. */
  static final class WorkNames extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    WorkNames() {
      super(names(false));
    }
  }

  Bench() {}

  /** Runs the command and ends with its exit status. */
  public static void main(String[] arguments) {
    System.exit(Programs.run(new Bench(), arguments));
  }

  private static List<String> names(boolean quick) {
    return Stream.concat(
            Catalogue.works(quick).stream().map(Work::name),
            Catalogue.liveWorks(quick).stream().map(LiveWork::name))
        .toList();
  }

  @Override
  public List<String> mistakes() {
    List<String> mistakes = new ArrayList<>();
    List<String> names = names(quick);
    for (String name : only) {
      if (!names.contains(name)) {
        mistakes.add(
            "--only%s: '%s' is none of %s"
                .formatted(quick ? " with --quick" : "", name, String.join(", ", names)));
      }
    }
    if (rounds < 0 || rounds > 100) {
      mistakes.add("--rounds must be from 1 to 100, not " + rounds);
    }
    if (!heap.matches("[1-9]\\d*[mg]")) {
      mistakes.add("--heap wants a size such as 4g or 3000m, not '" + heap + "'");
    }
    return mistakes;
  }

  @Override
  public ExitCode run() throws IOException, InterruptedException {
    Files.createDirectories(output);
    Installation installation =
        new Installation(Path.of(System.getProperty("tideline.root")), heap);
    DataSets dataSets =
        new DataSets(installation, (data == null ? output.resolve("data") : data).toAbsolutePath());
    int times = rounds > 0 ? rounds : quick ? 2 : 3;
    String conditions = "build %s, heap %s, rounds %d".formatted(installation.build(), heap, times);
    KeptResults kept = new KeptResults(output.resolve("kept"), conditions, goOn);
    Path runs = output.resolve("runs").toAbsolutePath();
    Measurements measurements = new Measurements(installation, dataSets, runs, kept);
    LiveMeasurements liveMeasurements = new LiveMeasurements(installation, runs, kept);
    Map<Work, List<Result>> answered = new LinkedHashMap<>();
    Map<LiveWork, List<LiveResult>> live = new LinkedHashMap<>();
    Page page = Page.of(answered, live, installation.versions(), command());
    for (Work work : Catalogue.works(quick)) {
      if (asked(work.name())) {
        answered.put(work, measurements.of(work, times));
        page.write(output); // after each one: whoever has seen enough can stop it
      }
    }
    for (LiveWork work : Catalogue.liveWorks(quick)) {
      if (asked(work.name())) {
        live.put(work, liveMeasurements.of(work, times));
        page.write(output);
      }
    }
    System.out.println(Files.readString(output.resolve(Page.NAME)));
    return answered.values().stream().flatMap(List::stream).allMatch(Result::allAnswered)
            && live.values().stream().flatMap(List::stream).allMatch(LiveResult::allAnswered)
        ? ExitCode.OK
        : ExitCode.DIFFERENT;
  }

  private boolean asked(String work) {
    return only.isEmpty() || only.contains(work);
  }

  private String command() {
    return "./scripts/bench"
        + (quick ? " --quick" : "")
        + (only.isEmpty() ? "" : only.stream().collect(Collectors.joining(",", " --only ", "")))
        + (rounds == 0 ? "" : " --rounds " + rounds)
        + " --heap "
        + heap;
  }
}
