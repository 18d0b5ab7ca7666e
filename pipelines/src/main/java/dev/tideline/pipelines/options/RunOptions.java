package dev.tideline.pipelines.options;

import dev.tideline.io.storage.Storage;
import dev.tideline.json.Timestamps;
import dev.tideline.pipelines.cli.Mistakes;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options every pipeline has, as typed: texts, so that one wrong value does not hide the next.
 */
public final class RunOptions {

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "batch",
      description =
          "batch: read what there is and end (default); stream: read Kafka as it comes, or play"
              + " files as if they came.")
  private String mode;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description =
          "A data set's directory, a directory of files, one file, or a quoted glob; on a disk,"
              + " in a bucket (s3://BUCKET/FOLDER) or in HDFS (hdfs://HOST:PORT/FOLDER).")
  private String input;

  @Option(
      names = "--stores",
      paramLabel = "FILE",
      description =
          "The stores, as JSON lines (default: stores.jsonl in or above the input; needed with"
              + " Kafka).")
  private String stores;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Where the answer goes, on a disk or, of a bounded run, in a bucket or HDFS. An earlier answer there is replaced as a whole, but published"
              + " days, which get one more version; a live run goes on with its database: give"
              + " another kind of run another directory.")
  private String output;

  private static final String CLOSE = "close";

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description =
          "Count whatever was ingested up to this time (2026-03-20T04:00:00Z), however late it"
              + " came, and nothing after it; of daily-revenue also close, the default: up to the"
              + " close of each store's books.")
  private String asOf;

  @Option(names = "--parquet", description = "Write the rows as Parquet too.")
  private boolean parquet;

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many rows to print (default 20).")
  private String show;

  @Mixin private KafkaOptions kafka;

  @Mixin private LiveOptions live;

  /** Whether a stream is asked for. */
  public boolean streams() {
    return "stream".equals(mode);
  }

  /** The options as a run needs them; what is missing or wrong is null, and noted. */
  public RunSettings check(Mistakes mistakes) {
    boolean streams = streams();
    boolean known = streams || "batch".equals(mode) || mode == null; // which it is after a mistake
    if (!known) {
      mistakes.add("--mode wants batch or stream, not '" + mode + "'");
    }
    Path out =
        mistakes.parse(
            "--output",
            output,
            "a directory, s3://BUCKET/FOLDER or hdfs://HOST:PORT/FOLDER",
            Storage::path);
    Optional<KafkaSettings> topic = kafka.check(streams, mistakes);
    LiveOptions.Checked checked = live.check(streams, topic.isPresent(), out, mistakes);
    if (output == null && !checked.hasDatabase()) {
      mistakes.add("--output DIR is missing: where should the answer go?");
    }
    if (input == null && topic.isEmpty()) {
      mistakes.add(
          "--input PATH is missing: what should be read? (Or --bootstrap-servers HOST:PORT)");
    }
    if (input != null && topic.isPresent()) {
      mistakes.add("--input and --bootstrap-servers both say what to read: give one of them");
    }
    Path storesFile = mistakes.parse("--stores", stores, "a file", Storage::path);
    if (topic.isPresent() && stores == null) {
      mistakes.add("--stores FILE is missing: Kafka does not say which stores there are");
    }
    boolean atClose = CLOSE.equals(asOf);
    Long moment =
        mistakes.parse(
            "--as-of",
            atClose ? null : asOf,
            "a time like 2026-03-20T04:00:00Z",
            Timestamps::parse);
    if (checked.live().isPresent()) {
      onlyInFiles("--as-of", asOf != null, mistakes);
      onlyInFiles("--parquet", parquet, mistakes);
    }
    Integer rows = mistakes.number("--show", show);
    return new RunSettings(
        mode(streams, topic, checked), storesFile, out, moment, atClose, rows == null ? 0 : rows);
  }

  private RunMode mode(boolean streams, Optional<KafkaSettings> topic, LiveOptions.Checked live) {
    Input from =
        topic.<Input>map(Input.Topic::new).orElseGet(() -> new Input.Files(input, live.replay()));
    if (streams) {
      return new RunMode.Stream(from, live.live().orElse(null));
    }
    // A loop over files is a mistake, which was noted.
    return live.live().isPresent() && from instanceof Input.Topic loop
        ? new RunMode.MicroBatch(loop, live.every(), live.live().get())
        : new RunMode.Batch(from, parquet);
  }

  private static void onlyInFiles(String option, boolean given, Mistakes mistakes) {
    if (given) {
      mistakes.add(option + " is for answers in files: --mode batch without --every");
    }
  }
}
