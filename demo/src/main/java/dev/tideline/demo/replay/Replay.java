package dev.tideline.demo.replay;

import dev.tideline.demo.OpenLoop;
import dev.tideline.demo.replay.Replayer.Messages;
import dev.tideline.io.files.InputException;
import dev.tideline.ops.kafka.UnsecuredCluster;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Programs;
import dev.tideline.pipelines.cli.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that plays a data set into Kafka. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends the orders and payments of a data set of JSON lines to orders.v1 and payments.v1, in"
          + " the order in which they were ingested, in fast motion.",
      "The topics are created if they are not there, those of rejects and signals too; the timestamp"
          + " of a record is the time at which its line says that it was ingested."
    })
public final class Replay implements Programs.Program {

  @Option(
      names = "--input",
      required = true,
      paramLabel = "DIR",
      description = "The data set, such as scripts/generate --format jsonl makes.")
  private Path input;

  @Option(
      names = "--bootstrap-servers",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Where Kafka is.")
  private String bootstrapServers;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Records a second (default: as many as it takes).")
  private Double rate;

  @Option(
      names = "--shuffle",
      paramLabel = "SEED",
      description = "In any order instead, to see that the answers stay the same.")
  private Long shuffle;

  /** Runs the command and ends with its exit status: 0 done, 2 bad options, 1 anything else. */
  public static void main(String[] arguments) {
    System.exit(Programs.run(new Replay(), arguments));
  }

  @Override
  public List<String> mistakes() {
    List<String> mistakes = new ArrayList<>();
    if (rate != null && !(rate > 0)) {
      mistakes.add("--rate must be above 0, not " + rate);
    }
    return mistakes;
  }

  @Override
  public ExitCode run() throws IOException, InterruptedException {
    Replayer replayer = new Replayer(new UnsecuredCluster(bootstrapServers));
    long start = System.nanoTime();
    try (DataSetLog log = DataSetLog.open(input)) {
      replayer.createTopics(log.partitions());
      Messages messages = shuffle == null ? log::next : Messages.of(log.shuffled(shuffle));
      long sent =
          replayer.send(
              messages, rate == null ? OpenLoop.unlimited() : OpenLoop.of(rate), message -> {});
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%,d records sent in %.1f s, %,.0f a second%n",
          sent,
          seconds,
          sent / seconds);
      return ExitCode.OK;
    } catch (InputException unfit) {
      throw new UsageException(unfit.problems());
    }
  }
}
