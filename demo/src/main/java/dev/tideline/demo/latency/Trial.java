package dev.tideline.demo.latency;

import dev.tideline.broker.BrokerProcess;
import dev.tideline.demo.OpenLoop;
import dev.tideline.demo.process.Child;
import dev.tideline.ops.kafka.SignalFeed;
import dev.tideline.ops.kafka.UnsecuredCluster;
import dev.tideline.ops.kafka.UnsecuredCluster.Stamped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Measures how long signals take, once: a broker of its own, payments by a schedule, and a job in a
 * process of its own that reads them from their topic and writes signals to theirs.
 */
public final class Trial {

  /** How many payments of a card the job is to flag: every one. */
  public static final int THRESHOLD = 1;

  private static final int PARTITIONS = 4;
  private static final int CARDS = 100_000;
  private static final int TRICKLE = 20; // payments a second, until the first signal
  private static final int START_PATIENCE = 180; // s
  private static final int END_PATIENCE = 30; // s, after it was asked to stop
  private static final int SIGNAL_PATIENCE = 60; // s, after the last payment

  private final Schedule schedule;
  private final Measurement measurement;
  private final SignalFeed feed;
  private final BrokerProcess broker;
  private final Child job;

  private Trial(
      Schedule schedule,
      Measurement measurement,
      SignalFeed feed,
      BrokerProcess broker,
      Child job) {
    this.schedule = schedule;
    this.measurement = measurement;
    this.feed = feed;
    this.broker = broker;
    this.job = job;
  }

  /** Starts a job. */
  @FunctionalInterface
  public interface Job {

    /**
     * Starts it: it is to run until it is ended.
     *
     * @param bootstrapServers where the topics of {@link UnsecuredCluster} are
     * @param stores the file of the one store
     */
    Child start(String bootstrapServers, Path stores) throws IOException;
  }

  /**
   * Carries one out, and ends the job.
   *
   * @param folder for the files of the broker, and that of the store, {@code stores.jsonl}
   * @throws IOException if the job ends, or gives no signal for three minutes, with its last words
   */
  public static TrialOutcome run(Schedule schedule, Path folder, Job job)
      throws IOException, InterruptedException {
    try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"))) {
      UnsecuredCluster cluster = new UnsecuredCluster(broker.bootstrapServers());
      cluster.createTopic(UnsecuredCluster.PAYMENTS, PARTITIONS, Stamped.LogAppendTime);
      cluster.createTopic(UnsecuredCluster.REJECTED_PAYMENTS, 1, Stamped.LogAppendTime);
      cluster.createTopic(UnsecuredCluster.SIGNALS, PARTITIONS, Stamped.LogAppendTime);
      Path stores = Files.writeString(folder.resolve("stores.jsonl"), Load.STORE);
      try (Measurement measurement = new Measurement(cluster, new Load(CARDS));
          SignalFeed feed = SignalFeed.of(cluster, measurement::note)) {
        Child started = job.start(broker.bootstrapServers(), stores);
        try {
          return new Trial(schedule, measurement, feed, broker, started).measured();
        } finally {
          started.end(END_PATIENCE); // before its broker goes
        }
      }
    }
  }

  private TrialOutcome measured() throws IOException, InterruptedException {
    int rate = schedule.rate();
    int first = untilTheFirstSignal();
    int begin = first + schedule.warmUp() * rate;
    int end = begin + schedule.seconds() * rate;
    measurement.send(first, begin, OpenLoop.of(rate));
    measurement.measureFrom(begin);
    Cpu before = Cpu.of(job, broker);
    long start = System.nanoTime();
    measurement.send(begin, end, OpenLoop.of(rate));
    double took = (System.nanoTime() - start) / 1e9;
    Cpu used = Cpu.of(job, broker).minus(before).per(took);
    int waiting = end - measurement.signalledBefore(end);
    return new TrialOutcome(
        (end - begin) / took,
        end - begin,
        end,
        waiting,
        withoutSignal(end),
        measurement.latencies(),
        used);
  }

  /** Sends a trickle until the job answers; gives the number of the next payment. */
  private int untilTheFirstSignal() throws IOException, InterruptedException {
    System.err.println("Starting the pipeline ...");
    OpenLoop pace = OpenLoop.of(TRICKLE);
    int sent = 0;
    while (measurement.signalledBefore(sent) == 0) {
      job.mustRun();
      if (sent > START_PATIENCE * TRICKLE) {
        throw new IOException("no signal within " + START_PATIENCE + " s:\n" + job.lastWords());
      }
      measurement.send(sent, sent + TRICKLE, pace);
      sent += TRICKLE;
    }
    System.err.println("The first signal is there. Warming up, then measuring ...");
    return sent;
  }

  /** How many payments have no signal, when all have or there is no hope left for them. */
  private int withoutSignal(int end) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(SIGNAL_PATIENCE).toNanos();
    while (measurement.signalledBefore(end) < end && System.nanoTime() < deadline) {
      feed.mustRun();
      job.mustRun();
      Thread.sleep(50);
    }
    return end - measurement.signalledBefore(end);
  }
}
