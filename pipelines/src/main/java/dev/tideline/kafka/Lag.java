package dev.tideline.kafka;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** Says how far a pipeline is behind its topic. */
@Command(
    name = "scripts/lag",
    description = {
      "Says how far a pipeline is behind in a topic: for each partition the committed offset, the "
          + "end, the records between them, how long ago the oldest of these was ingested, when "
          + "Kafka will delete it, and the watermark.%n"
    },
    sortOptions = false,
    footer = {"", "Exit status: 0 ok; 2 bad arguments; 1 anything else."})
public final class Lag {

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      required = true,
      description = "Where Kafka is.")
  private String bootstrapServers;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = "Properties of Kafka clients, such as how to log in.")
  private String configFile;

  @Option(
      names = "--topic",
      paramLabel = "T",
      required = true,
      description = "The topic that is read.")
  private String topic;

  @Option(
      names = "--pipeline",
      paramLabel = "P",
      description = "The pipeline that reads it; its group is tideline-P.")
  private String pipeline;

  @Option(
      names = "--group",
      paramLabel = "G",
      description = "The group, if it is not the pipeline's own.")
  private String group;

  private Lag() {}

  /** Looks and ends the process. */
  public static void main(String[] arguments) {
    System.exit(
        run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            arguments));
  }

  /**
   * Looks.
   *
   * @return the exit status of the process: 0 done; 2 bad options, every mistake said; 1 anything
   *     else, said in one message
   */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    Lag lag = new Lag();
    CommandLine line = new CommandLine(lag).setOut(out).setErr(err);
    line.getCommandSpec()
        .addOption(
            CommandLine.Model.OptionSpec.builder("--help")
                .usageHelp(true)
                .description("Show this text and end.")
                .build())
        .parser()
        .collectErrors(true);
    line.setExecutionStrategy(parsed -> lag.execute(parsed, line));
    return line.execute(arguments);
  }

  private int execute(ParseResult parsed, CommandLine line) {
    if (CommandLine.printHelpIfRequested(parsed)) {
      return ExitCode.OK;
    }
    List<String> mistakes = new ArrayList<>();
    parsed.errors().forEach(error -> mistakes.add(error.getMessage()));
    if ((pipeline == null) == (group == null)) {
      mistakes.add("give --pipeline P or --group G");
    }
    if (!mistakes.isEmpty()) {
      mistakes.forEach(line.getErr()::println);
      line.getErr().println("Try --help.");
      return ExitCode.USAGE;
    }
    Cluster cluster = new Cluster(bootstrapServers, configFile);
    String whose = group == null ? "tideline-" + pipeline : group;
    try (Topics topics = Topics.of(cluster)) {
      Topic found = topics.describe(topic);
      long now = System.currentTimeMillis();
      line.getOut().print(new LagTable(topics, cluster, found, whose, now).text());
      line.getOut().flush();
      return ExitCode.OK;
    } catch (ClusterException failure) {
      failure.problems().forEach(line.getErr()::println);
      return ExitCode.SOFTWARE;
    }
  }
}
