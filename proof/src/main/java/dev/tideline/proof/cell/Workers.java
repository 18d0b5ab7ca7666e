package dev.tideline.proof.cell;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.proof.world.Question;
import dev.tideline.proof.world.Stage;
import dev.tideline.proof.world.World;
import dev.tideline.proof.world.WorldRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Runs pipelines in cells, for several threads at once, each in a process on the class path of its
 * runner. A process is used again, but for streams on Spark: its watermarks are static, and would
 * outlive a run.
 */
public final class Workers implements AutoCloseable {

  private static final String HEAP = "2g";

  /** How long a stream may take to begin, on the busiest machine. */
  private static final Duration MOST_BEGINNING = Duration.ofMinutes(10);

  private static final long POLL = 200; // ms

  /** What a stream logs when it has begun. */
  private static final String RUNNING = ": running on ";

  /** So that a run that is to be ended has soon written something, and commits. */
  private static final List<String> SOON = List.of("--early", "1s");

  /** Spark counts a bundle in bytes: about so many has an element that says which file to read. */
  private static final int ELEMENT_BYTES = 100;

  private final Path config;
  private final Path folder;
  private final Function<String, String> classPath;
  private final Map<String, Deque<Worker>> idle = new HashMap<>();
  private final Set<Worker> all = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();
  private final String brokerClassPath;
  private WorldTopics topics;
  private int started;
  private boolean closed;

  /**
   * Makes ready.
   *
   * @param config the folder runners-config, with a folder for each runner
   * @param folder for their output, and what is only needed for a moment
   * @param classPath of a runner
   * @param brokerClassPath of a broker, which is started if one is needed
   */
  public Workers(
      Path config, Path folder, Function<String, String> classPath, String brokerClassPath) {
    this.config = config;
    this.folder = folder;
    this.classPath = classPath;
    this.brokerClassPath = brokerClassPath;
  }

  /**
   * Runs a pipeline in a cell.
   *
   * @param input a data set
   * @param output a folder for its answer, to be made
   */
  public CellResult run(
      Cell cell, Question question, Path input, Path output, Stage stage, String... more)
      throws IOException, InterruptedException {
    List<String> words = words(cell, question, output, stage);
    words.addAll(List.of("--input", input.toString()));
    if (cell.mode() == Cell.Mode.STREAM) {
      words.addAll(played(stage));
      words.addAll(streamOptions(cell, Files.createTempDirectory(output.getParent(), "state")));
    }
    words.addAll(List.of(more));
    return run(cell, words);
  }

  /**
   * Runs a pipeline in a cell that reads a topic. Where it is started again the records come in the
   * order of their ingest: in any other a run that has no state begins at the beginning.
   *
   * @param records to be in the topic, each with its time of ingest
   * @param stores the file of the stores
   * @param output a folder for its answer, to be made
   */
  public CellResult run(
      Cell cell, Question question, List<WorldRecord> records, Path stores, Path output, Stage any)
      throws IOException, InterruptedException {
    Stage stage = cell.mode().startsAgain() ? any.inOrderOfIngest() : any;
    WorldTopics all = topics();
    String topic = all.make();
    Deque<WorldRecord> left = new ArrayDeque<>(WorldTopics.inOrder(records, stage));
    Path state = Files.createTempDirectory(output.getParent(), "state");
    List<String> words = words(cell, question, output, stage);
    words.addAll(List.of("--stores", stores.toString()));
    words.addAll(all.options(topic, stage));
    if (cell.mode().startsAgain()) {
      all.send(topic, next((left.size() + 1) / 2, left));
      List<String> endless = new ArrayList<>(words);
      endless.addAll(streamOptions(cell, state));
      endless.addAll(SOON);
      CellResult ended = endOnceItHasCommitted(cell, endless, topic, left);
      if (ended.status() != 0) {
        return ended;
      }
    }
    all.send(topic, next(left.size(), left));
    if (cell.mode().startsAgain()) { // on more or fewer processors
      words = words(cell, question, output, stage.withOtherParallelism());
      words.addAll(List.of("--stores", stores.toString()));
      words.addAll(all.options(topic, stage));
    }
    words.addAll(List.of("--until", "now"));
    words.addAll(streamOptions(cell, state));
    return run(cell, words);
  }

  /**
   * Ends a run that has committed, or has not when half of what was left has come: kills it, or
   * tells it to stop.
   *
   * @param left what has not come yet; it comes one by one, for on the Direct runner a position
   *     moves on only with the records that follow
   * @return what it said of its end; one that was killed says nothing
   */
  private CellResult endOnceItHasCommitted(
      Cell cell, List<String> words, String topic, Deque<WorldRecord> left)
      throws IOException, InterruptedException {
    int kept = left.size() / 2;
    Worker worker = take(cell);
    try {
      Worker.Begun begun = worker.begin(words, request());
      while (worker.isBusy() && !worker.logs(begun, RUNNING)) { // before, it can't be told to stop
        if (System.nanoTime() - begun.nanos() > MOST_BEGINNING.toNanos()) {
          throw new IOException(cell + " has not begun to run in " + MOST_BEGINNING);
        }
        Thread.sleep(POLL);
      }
      while (worker.isBusy() && left.size() > kept && !topics().committed(topic)) {
        topics().send(topic, next(1, left));
        Thread.sleep(POLL);
      }
      if (!worker.isBusy()) {
        return worker.result(begun).failed("it ended before it was told to");
      }
      topics().send(topic, next(left.size() - kept, left));
      if (cell.mode() == Cell.Mode.KILLED) {
        return CellResult.NONE;
      }
      worker.stop();
      return worker.result(begun);
    } finally {
      end(worker);
    }
  }

  private static List<WorldRecord> next(int count, Deque<WorldRecord> left) {
    return Stream.generate(left::poll).limit(count).toList();
  }

  private synchronized WorldTopics topics() throws IOException {
    if (topics == null) {
      topics = WorldTopics.start(brokerClassPath, folder.resolve("broker"));
    }
    return topics;
  }

  private List<String> words(Cell cell, Question question, Path output, Stage stage)
      throws IOException {
    List<String> words = new ArrayList<>();
    words.add(question.pipeline());
    words.addAll(options(cell, stage));
    words.addAll(List.of("--output", output.toString()));
    if (question.hasCards()) {
      words.addAll(List.of("--card-key", cardKey().toString()));
    }
    return words;
  }

  private Path request() {
    return folder.resolve("request-" + requests.incrementAndGet());
  }

  private CellResult run(Cell cell, List<String> words) throws IOException, InterruptedException {
    Worker worker = take(cell);
    CellResult result = worker.run(words, request());
    if (worker.runs() && !mustBeFresh(cell)) {
      giveBack(worker, cell.runner());
    } else {
      end(worker);
    }
    return result;
  }

  private synchronized Path cardKey() throws IOException {
    Path key = folder.resolve("card.key");
    return Files.exists(key) ? key : Files.writeString(key, World.CARD_KEY);
  }

  /** All options of a cell that name no folder, but for those that a runner's jar brings. */
  public static List<String> portableOptions(Cell cell, Stage stage) {
    List<String> options = new ArrayList<>(options(cell, stage));
    if (cell.mode() == Cell.Mode.STREAM) {
      options.addAll(played(stage));
    }
    return options;
  }

  private static List<String> played(Stage stage) {
    return List.of("--order", stage.order(), "--replay-batch", Integer.toString(stage.bundle()));
  }

  private static List<String> options(Cell cell, Stage stage) {
    List<String> options = new ArrayList<>(performance(cell, stage));
    options.addAll(List.of("--show", "0"));
    if (cell.mode().streams()) {
      options.addAll(List.of("--mode", "stream"));
    }
    return options;
  }

  /** How a runner is told what the stage says. */
  private static List<String> performance(Cell cell, Stage stage) {
    int parallelism = stage.parallelism();
    return switch (cell.runner()) {
      case "flink" -> List.of("--parallelism=" + parallelism, "--maxBundleSize=" + stage.bundle());
      case "spark" ->
          List.of(
              "--sparkMaster=local[" + parallelism + "]",
              "--bundleSize=" + (long) stage.bundle() * ELEMENT_BYTES);
      default -> List.of("--targetParallelism=" + parallelism);
    };
  }

  private List<String> streamOptions(Cell cell, Path state)
      throws IOException, InterruptedException {
    Path script = config.resolve(cell.runner()).resolve("stream-options");
    Process asked =
        new ProcessBuilder(script.toAbsolutePath().toString(), state.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> options;
    try (Stream<String> lines = asked.inputReader(UTF_8).lines()) {
      options = lines.toList();
    }
    if (asked.waitFor() != 0) {
      throw new IOException(script + " ended with status " + asked.exitValue());
    }
    return options;
  }

  private static boolean mustBeFresh(Cell cell) {
    return cell.runner().equals("spark") && cell.mode().streams();
  }

  private synchronized Worker take(Cell cell) throws IOException {
    if (closed) {
      throw new IOException("ended: no more cells are asked");
    }
    Worker known = mustBeFresh(cell) ? null : idle(cell.runner()).poll();
    if (known != null && known.runs()) {
      return known;
    }
    Worker worker =
        Worker.start(
            config.resolve(cell.runner()).resolve("jvm.args"),
            HEAP,
            classPath.apply(cell.runner()),
            folder.resolve(cell.runner() + "-" + ++started + ".log"));
    all.add(worker);
    return worker;
  }

  private synchronized void giveBack(Worker worker, String runner) {
    idle(runner).add(worker);
  }

  private Deque<Worker> idle(String runner) {
    return idle.computeIfAbsent(runner, none -> new ArrayDeque<>());
  }

  private void end(Worker worker) {
    worker.close();
    all.remove(worker);
  }

  /** Ends all processes, whatever they are at. */
  @Override
  public synchronized void close() {
    closed = true;
    if (topics != null) {
      topics.close();
    }
    all.forEach(this::end);
    idle.clear();
  }
}
