package dev.tideline.ops.lag;

import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.Topics;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Programs;
import dev.tideline.pipelines.options.KafkaSettings;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reports how far a pipeline is behind its topic. */
@Command(
    name = "scripts/lag",
    mixinStandardHelpOptions = true,
    description = {
      "Reports how far a pipeline is behind in a topic: for each partition the committed offset, the "
          + "end, the records between them, how long ago the oldest of these was ingested, when "
          + "Kafka will delete it, and the watermark.%n"
    },
    sortOptions = false,
    footer = {"", "Exit status: 0 ok; 2 bad arguments; 1 anything else."})
public final class LagMain implements Programs.Program {

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

  @Spec private CommandSpec spec;

  /** Looks and ends the process with its exit status: 0 done, 2 bad options, 1 anything else. */
  public static void main(String[] arguments) {
    System.exit(Programs.run(new LagMain(), arguments));
  }

  @Override
  public List<String> mistakes() {
    return (pipeline == null) == (group == null)
        ? List.of("give --pipeline P or --group G")
        : List.of();
  }

  @Override
  public ExitCode run() {
    KafkaCluster cluster = new KafkaCluster(bootstrapServers, configFile);
    String whose = group == null ? KafkaSettings.ownGroup(pipeline) : group;
    try (Topics topics = Topics.of(cluster)) {
      LagTable table =
          new LagTable(topics, cluster, topics.describe(topic), whose, System.currentTimeMillis());
      PrintWriter out = spec.commandLine().getOut();
      out.print(table.text());
      out.flush();
      return ExitCode.OK;
    }
  }
}
