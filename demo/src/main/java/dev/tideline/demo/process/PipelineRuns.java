package dev.tideline.demo.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs pipelines by {@code scripts/run}, as a person would, and none of them longer than this
 * process: whatever ends it, Ctrl-C too, ends them.
 */
public final class PipelineRuns implements AutoCloseable {

  /** The system property that says where the project is. */
  public static final String ROOT = "tideline.root";

  private final Path script;
  private final String runner;
  private final Children children;
  private final Map<String, String> environment;

  private PipelineRuns(
      Path script, String runner, Children children, Map<String, String> environment) {
    this.script = script;
    this.runner = runner;
    this.children = children;
    this.environment = environment;
  }

  /**
   * Makes ready.
   *
   * @param runner on what they run
   * @param logs a folder for their output
   * @param cardKey the secret of the card tokens, handed on in the environment
   * @param javaOptions of each, such as {@code -Xmx3g}
   */
  public static PipelineRuns on(String runner, Path logs, String cardKey, String javaOptions) {
    String root = System.getProperty(ROOT);
    if (root == null) {
      throw new IllegalStateException("start it by its script: -D" + ROOT + " is not set");
    }
    return new PipelineRuns(
        Path.of(root, "scripts", "run"),
        runner,
        Children.in(logs),
        Map.of("TIDELINE_CARD_KEY", cardKey, "TIDELINE_JAVA_OPTS", javaOptions));
  }

  /** Starts a pipeline that reads Kafka until it is asked to stop. */
  public Child live(String pipeline, String bootstrapServers, Path stores, String... more)
      throws IOException {
    return start("live", pipeline, stream(bootstrapServers, stores, more));
  }

  /** Starts it again, to go on where it was stopped and to end with what is there. */
  public Child toTheEnd(String pipeline, String bootstrapServers, Path stores, String... more)
      throws IOException {
    List<String> options = stream(bootstrapServers, stores, more);
    options.addAll(List.of("--until", "now"));
    return start("end", pipeline, options);
  }

  private static List<String> stream(String bootstrapServers, Path stores, String... more) {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--mode", "stream", "--bootstrap-servers", bootstrapServers));
    options.addAll(List.of("--stores", stores.toString()));
    options.addAll(List.of(more));
    return options;
  }

  /** Starts a pipeline over the files of a data set. */
  public Child bounded(String pipeline, Path input, Path output) throws IOException {
    return start(
        "bounded",
        pipeline,
        List.of("--mode", "batch", "--input", input.toString(), "--output", output.toString()));
  }

  /**
   * Starts a pipeline that closes a business day of a data set, and reconciles it with its bank.
   */
  public Child closing(String pipeline, Path input, Path books, String date) throws IOException {
    return start(
        "closing",
        pipeline,
        List.of(
            "--mode",
            "batch",
            "--date",
            date,
            "--input",
            input.toString(),
            "--bank",
            input.resolve("bank").toString(),
            "--output",
            books.toString()));
  }

  private Child start(String kind, String pipeline, List<String> options) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(script.toString(), pipeline, "--runner", runner));
    command.addAll(options);
    return children.start(pipeline + "-" + kind, command, environment);
  }

  @Override
  public void close() {
    children.close();
  }
}
