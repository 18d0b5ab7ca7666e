package dev.tideline.demo.latency;

import dev.tideline.broker.BrokerProcess;
import dev.tideline.demo.OpenLoop;
import dev.tideline.demo.ScratchFolder;
import dev.tideline.demo.process.Child;
import dev.tideline.demo.process.PipelineRuns;
import dev.tideline.ops.kafka.SignalFeed;
import dev.tideline.ops.kafka.UnsecuredCluster;
import dev.tideline.ops.kafka.UnsecuredCluster.Stamped;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

  private static final int PARTITIONS = 4;
  private static final int CARDS = 100_000;
  private static final int TRICKLE = 20; // payments a second, until the first signal
  private static final int START_PATIENCE = 180; // s
  private static final int SIGNAL_PATIENCE = 60; // s, after the last payment

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
        BrokerProcess broker = BrokerProcess.start(folder.path().resolve("broker"))) {
      UnsecuredCluster cluster = new UnsecuredCluster(broker.bootstrapServers());
      cluster.createTopic(UnsecuredCluster.PAYMENTS, PARTITIONS, Stamped.LogAppendTime);
      cluster.createTopic(UnsecuredCluster.REJECTED_PAYMENTS, 1, Stamped.LogAppendTime);
      cluster.createTopic(UnsecuredCluster.SIGNALS, PARTITIONS, Stamped.LogAppendTime);
      Path stores = Files.writeString(folder.path().resolve("stores.jsonl"), Load.STORE);
      Measurement measurement = new Measurement(cluster, new Load(CARDS));
      try (SignalFeed watch = SignalFeed.of(cluster, measurement::note);
          PipelineRuns runs =
              PipelineRuns.on(runner, folder.path(), "no secret: made-up cards", "-Xmx3g")) {
        Child pipeline =
            runs.live(
                "fraud-velocity",
                broker.bootstrapServers(),
                stores,
                "--output",
                folder.path().resolve("out").toString(),
                "--threshold",
                "1");
        return measured(measurement, watch, pipeline, broker);
      }
    }
  }

  private ExitCode measured(
      Measurement measurement, SignalFeed watch, Child pipeline, BrokerProcess broker)
      throws IOException, InterruptedException {
    int first = untilTheFirstSignal(measurement, pipeline);
    int begin = first + warmUp * rate;
    int end = begin + seconds * rate;
    measurement.send(first, begin, OpenLoop.of(rate));
    measurement.measureFrom(begin);
    Cpu before = Cpu.of(pipeline, broker);
    long start = System.nanoTime();
    measurement.send(begin, end, OpenLoop.of(rate));
    double took = (System.nanoTime() - start) / 1e9;
    Cpu used = Cpu.of(pipeline, broker).minus(before);

    int missing = withoutSignal(measurement, end, watch, pipeline);
    System.out.printf(
        Locale.ROOT,
        "LATENCY runner=%s rate=%.0f/s payments=%d: %s%n%n%s%n",
        runner,
        (end - begin) / took,
        end - begin,
        measurement.latencies().summary(),
        measurement.latencies().bars());
    System.out.println("CPU seconds per second: " + used.per(took));
    System.out.println("Payments without a signal: " + missing + " of " + end);
    return missing == 0 ? ExitCode.OK : ExitCode.FAILED;
  }

  /** Sends a trickle until the pipeline answers; gives the number of the next payment. */
  private static int untilTheFirstSignal(Measurement measurement, Child pipeline)
      throws IOException, InterruptedException {
    System.err.println("Starting the pipeline ...");
    OpenLoop pace = OpenLoop.of(TRICKLE);
    int sent = 0;
    while (measurement.signalledBefore(sent) == 0) {
      pipeline.mustRun();
      if (sent > START_PATIENCE * TRICKLE) {
        throw new IOException(
            "no signal within " + START_PATIENCE + " s:\n" + pipeline.lastWords());
      }
      measurement.send(sent, sent + TRICKLE, pace);
      sent += TRICKLE;
    }
    System.err.println("The first signal is there. Warming up, then measuring ...");
    return sent;
  }

  /** How many payments have no signal, when all have or there is no hope left for them. */
  private static int withoutSignal(
      Measurement measurement, int end, SignalFeed watch, Child pipeline)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(SIGNAL_PATIENCE).toNanos();
    while (measurement.signalledBefore(end) < end && System.nanoTime() < deadline) {
      watch.mustRun();
      pipeline.mustRun();
      Thread.sleep(50);
    }
    return end - measurement.signalledBefore(end);
  }
}
