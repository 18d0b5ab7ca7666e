package dev.tideline.pipelines.options;

import dev.tideline.io.replay.ArrivalOrder;
import dev.tideline.io.replay.ReplaySource;
import dev.tideline.io.sql.Database;
import dev.tideline.io.storage.Storage;
import dev.tideline.pipelines.cli.Durations;
import dev.tideline.pipelines.cli.Mistakes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.joda.time.Duration;
import picocli.CommandLine.Option;

/** The options of a run that publishes while it goes on, as typed. */
final class LiveOptions {

  @Option(
      names = "--every",
      paramLabel = "TIME",
      description =
          "With --mode batch and Kafka: a bounded run each so often, from where the last good one"
              + " ended.")
  private String every;

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description =
          "With --mode stream and files: in which order records arrive: as-is (default), ingest,"
              + " or shuffled:SEED.")
  private String order;

  @Option(
      names = "--replay-batch",
      paramLabel = "N",
      description =
          "With --mode stream and files: how many records are handed over at a time (default "
              + ReplaySource.BATCH
              + ").")
  private String replayBatch;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "Where a live run keeps its rows and ledger: jdbc:postgresql://HOST/NAME or"
              + " jdbc:sqlite:FILE (default: tideline.db in the output).")
  private String database;

  @Option(
      names = "--database-config",
      paramLabel = "FILE",
      description = "A properties file with user and password of the database.")
  private String databaseConfig;

  @Option(
      names = "--history",
      description =
          "With --mode stream: keep every version of a row that was published too, for"
              + " scripts/stability.")
  private boolean history;

  @Option(
      names = "--signals-topic",
      paramLabel = "NAME",
      description = "Where signals go when Kafka is read (default fraud-signals.v1).")
  private String signalsTopic;

  @Option(
      names = "--dead-letters",
      paramLabel = "NAME",
      description =
          "Where broken records go when Kafka is read (default: the topic's name with dlq before its"
              + " version, such as orders.dlq.v1).")
  private String deadLetters;

  @Option(
      names = "--early",
      paramLabel = "TIME",
      description = "How often open windows fire (default: the pipeline's own).")
  private String early;

  @Option(
      names = "--state-timers",
      arity = "1",
      paramLabel = "true|false",
      defaultValue = "true",
      description =
          "Whether state that is no longer needed is released by timers, which Spark's streams"
              + " don't have (default true).")
  private boolean stateTimers;

  @Option(
      names = "--ends-by-itself",
      arity = "1",
      paramLabel = "true|false",
      defaultValue = "true",
      description =
          "Whether the runner ends a stream whose source has come to its end, which Spark does not"
              + " (default true).")
  private boolean endsByItself;

  @Option(
      names = "--restored",
      arity = "1",
      paramLabel = "true|false",
      defaultValue = "false",
      description =
          "Whether the runner goes on from a checkpoint or savepoint; scripts/run says so by itself"
              + " (default false).")
  private boolean restored;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description =
          "Serve metrics for Prometheus there, on the loopback interface; with ADDRESS:PORT, such as"
              + " 0.0.0.0:9100, on another.")
  private String metricsPort;

  /**
   * What the options say.
   *
   * @param every how often a bounded run begins, or null
   * @param replay how the records of files arrive
   * @param live how a run publishes that does so while it goes on; empty for one that writes files
   *     and ends
   */
  record Checked(Duration every, Replaying replay, Optional<LiveSettings> live) {

    /** Whether rows have a sink other than files. */
    boolean hasDatabase() {
      return live.isPresent() && live.get().database() != null;
    }
  }

  /**
   * What they say. What is wrong is null, and noted.
   *
   * @param streams whether the source is read as one that never ends
   * @param fromKafka whether it is Kafka
   * @param output where the answer goes, or null
   */
  Checked check(boolean streams, boolean fromKafka, Path output, Mistakes mistakes) {
    Duration interval = mistakes.parse("--every", every, Durations.FORM, Durations::parsePositive);
    if (every != null && (streams || !fromKafka)) {
      mistakes.add("--every is for --mode batch with --bootstrap-servers");
    }
    Duration earlyFiring =
        mistakes.parse("--early", early, Durations.FORM, Durations::parsePositive);
    InetSocketAddress metrics =
        mistakes.parse(
            "--metrics-port",
            metricsPort,
            "a port, 1 to 65535, or ADDRESS:PORT",
            LiveOptions::address);
    ArrivalOrder arrival =
        mistakes.parse("--order", order, "as-is, ingest or shuffled:SEED", ArrivalOrder::parse);
    Integer batch =
        mistakes.parse("--replay-batch", replayBatch, "a number from 1 up", LiveOptions::fromOne);
    Replaying played =
        new Replaying(
            arrival == null ? ArrivalOrder.AS_IS : arrival,
            batch == null ? ReplaySource.BATCH : batch);
    onlyInReplays("--order", order, streams && !fromKafka, mistakes);
    onlyInReplays("--replay-batch", replayBatch, streams && !fromKafka, mistakes);
    if (history && !streams) {
      mistakes.add("--history is for --mode stream: other runs have no early and late panes");
    }
    if (!fromKafka) {
      KafkaOptions.onlyWithKafka("--signals-topic", signalsTopic, mistakes);
      KafkaOptions.onlyWithKafka("--dead-letters", deadLetters, mistakes);
    }
    if (!streams && every == null) {
      if (database != null) {
        mistakes.add("--database is for --mode stream, or --every: other runs write files");
      }
      if (metricsPort != null) {
        mistakes.add("--metrics-port is for --mode stream, or --every: other runs just end");
      }
      if (early != null) {
        mistakes.add("--early is for --mode stream, or --every: other runs fire once");
      }
      return new Checked(interval, played, Optional.empty());
    }
    if (databaseConfig != null && database == null) {
      mistakes.add("--database-config is of no use without --database URL");
    }
    Database store = null;
    try {
      store = database(output);
    } catch (IllegalArgumentException unfit) {
      mistakes.add(unfit.getMessage());
    }
    LiveSettings live =
        new LiveSettings(
            store,
            history,
            signalsTopic == null ? "fraud-signals.v1" : signalsTopic,
            deadLetters,
            earlyFiring,
            stateTimers,
            endsByItself,
            restored,
            metrics);
    return new Checked(interval, played, Optional.of(live));
  }

  private static void onlyInReplays(
      String option, String given, boolean replay, Mistakes mistakes) {
    if (given != null && !replay) {
      mistakes.add(option + " is for --mode stream with --input");
    }
  }

  private static int fromOne(String text) {
    int number = Integer.parseInt(text);
    if (number < 1) {
      throw new IllegalArgumentException("below 1: " + number);
    }
    return number;
  }

  private Database database(Path output) {
    if (output != null && Storage.isRemote(output)) {
      throw new IllegalArgumentException(
          "--output %s: a live run writes tables, not files: give a folder of this machine, or --database URL alone"
              .formatted(output));
    }
    if (database != null) {
      return new Database(database, databaseConfig);
    }
    return output == null ? null : Database.inFile(output.resolve("tideline.db"));
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    int port = Integer.parseInt(text.substring(colon + 1));
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(text);
    }
    InetSocketAddress address =
        colon < 0
            ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
            : new InetSocketAddress(text.substring(0, colon), port);
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("nobody has that name: " + text);
    }
    return address;
  }
}
