package dev.tideline.ops.dlq;

import dev.tideline.io.deadletters.DeadLetter;
import dev.tideline.io.deadletters.Original;
import dev.tideline.io.deadletters.ReplayFolder;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.InputFiles;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.sink.DeadLetters;
import dev.tideline.io.kafka.sink.PutBack;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.cli.Programs;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.records.RejectReason;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the records that runs have rejected, and replays them. */
@Command(
    name = "scripts/dlq",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "The records that runs have rejected, from an answer or from a dead-letter topic:",
      "  list    how many of each reason, and how many of them can be replayed",
      "  show    each by itself, with what was kept of it, or why it can't be replayed",
      "  replay  has them judged again, each once, however often it is called: into a folder, for"
          + " the next run to read; or back into the topic where they were found%n"
    },
    footer = {"", "Exit status: 0 ok; 2 bad arguments; 1 anything else."})
public final class DlqMain implements Programs.Program {

  private static final String LIST = "list";
  private static final String SHOW = "show";
  private static final String REPLAY = "replay";

  @Parameters(paramLabel = "list|show|replay", description = "What to do.")
  private String action;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description =
          "The rejects in this folder: the --output of a run, or the folder that days were"
              + " published in.")
  private Path from;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description = "With --from: the --input of the run, where the records themselves are.")
  private String input;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Where Kafka is, for dead letters in a topic.")
  private String bootstrapServers;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = "Properties of Kafka clients, such as how to log in.")
  private String configFile;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "The dead-letter topic, such as orders.dlq.v1.")
  private String topic;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description =
          "Replay into this folder, within the --input of the next run. Without it the records of"
              + " a topic go back to where they were found.")
  private Path to;

  @Option(
      names = "--reason",
      paramLabel = "R",
      description = "Only those of this reason, such as UNKNOWN_STORE.")
  private String reason;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many are shown at most (default 20).")
  private String limit;

  @Spec private CommandSpec spec;

  /** Does what is asked, and ends the process. */
  public static void main(String[] arguments) {
    System.exit(Programs.run(new DlqMain(), arguments));
  }

  @Override
  public List<String> mistakes() {
    List<String> found = new ArrayList<>();
    if (action != null && !List.of(LIST, SHOW, REPLAY).contains(action)) {
      found.add("'" + action + "' is none of list, show and replay");
    }
    if ((from == null) == (topic == null)) {
      found.add("give --from DIR or --topic NAME: where are the dead letters?");
    }
    if (from != null && input == null) {
      found.add("--input PATH is missing: what did the run read?");
    }
    if ((topic == null) != (bootstrapServers == null)) {
      found.add("--topic NAME and --bootstrap-servers HOST:PORT go together");
    }
    if (REPLAY.equals(action) && from != null && to == null) {
      found.add("--to DIR is missing: where does the next run read?");
    }
    if (REPLAY.equals(action) && topic != null && to == null && reason != null) {
      found.add(
          "--reason picks no records to go back to a topic: what is passed over is done with");
    }
    if (reason != null && Stream.of(RejectReason.values()).noneMatch(this::isAsked)) {
      found.add("--reason %s is none; there are %s".formatted(reason, names()));
    }
    return found;
  }

  private static String names() {
    return String.join(", ", Stream.of(RejectReason.values()).map(Enum::name).toList());
  }

  private boolean isAsked(RejectReason found) {
    return reason == null || found.name().equals(reason);
  }

  @Override
  public ExitCode run() throws IOException {
    Mistakes mistakes = new Mistakes();
    Integer most = mistakes.number("--limit", limit);
    mistakes.throwIfAny();
    PrintWriter out = spec.commandLine().getOut();
    switch (action) {
      case LIST -> out.print(LetterTables.list(judged(Long.MAX_VALUE)));
      case SHOW -> out.print(LetterTables.show(judged(most)));
      default -> replay(out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private void replay(PrintWriter out) throws IOException {
    if (to == null) {
      PutBack.Result result = PutBack.from(cluster(), new DeadLetters(topic)).run();
      print(result.sent(), result.before(), result.not(), "", out);
      return;
    }
    ReplayFolder.Result result = new ReplayFolder(to).add(originals(Long.MAX_VALUE));
    String file = result.file() == null ? "" : " file=" + result.file();
    print(result.written(), result.before(), result.not(), file, out);
  }

  private static void print(
      int replayed, int before, List<Original> not, String file, PrintWriter out) {
    out.println(
        "REPLAYED records=%d before=%d not_replayable=%d%s"
            .formatted(replayed, before, not.size(), file));
    out.print(LetterTables.not(not));
  }

  /** With what keeps them from being replayed to where they would be. */
  private List<Original> judged(long most) throws IOException {
    List<Original> originals = originals(most);
    return to == null && topic != null
        ? originals
        : originals.stream().map(DlqMain::asLine).toList();
  }

  private static Original asLine(Original original) {
    String whyNot = ReplayFolder.whyNot(original);
    return whyNot == null ? original : Original.lost(original.letter(), whyNot);
  }

  private List<Original> originals(long most) throws IOException {
    Letters letters =
        topic == null
            ? AnswerLetters.at(from, root())
            : new TopicLetters(cluster(), new DeadLetters(topic));
    List<DeadLetter> asked =
        letters.all().stream().filter(letter -> isAsked(letter.reason())).limit(most).toList();
    return letters.originals(asked);
  }

  private Path root() {
    try {
      return InputFiles.rootOf(input);
    } catch (InputException notThere) {
      throw new UsageException(notThere.problems());
    }
  }

  private KafkaCluster cluster() {
    return new KafkaCluster(bootstrapServers, configFile);
  }
}
