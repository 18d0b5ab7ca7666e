package dev.tideline.demo.live;

import dev.tideline.demo.OpenLoop;
import dev.tideline.demo.process.Child;
import dev.tideline.demo.process.PipelineRuns;
import dev.tideline.demo.replay.DataSetLog;
import dev.tideline.demo.replay.Message;
import dev.tideline.demo.replay.Replayer;
import dev.tideline.demo.screen.Screen;
import dev.tideline.io.files.InputException;
import dev.tideline.ops.kafka.SignalFeed;
import dev.tideline.ops.kafka.UnsecuredCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** Streams a day through the pipelines while they run, and then through bounded runs. */
final class LiveDay {

  private static final String EARLY = "1s";
  private static final long LOOK = 1_000; // ms
  private static final long PATIENCE = 600; // s that nothing more is read
  private static final long END = 300; // s

  private final Path day;
  private final Path folder;
  private final UnsecuredCluster cluster;
  private final PipelineRuns runs;
  private final Traffic traffic;
  private final List<LivePipeline> pipelines;
  private final View view;
  private final Screen screen;
  private final Map<LivePipeline, Child> running = new LinkedHashMap<>();
  private long read = -1;
  private long readAt;

  LiveDay(
      Path day,
      UnsecuredCluster cluster,
      PipelineRuns runs,
      Traffic traffic,
      List<LivePipeline> pipelines,
      View view,
      Screen screen) {
    this.day = day;
    this.folder = day.getParent();
    this.cluster = cluster;
    this.runs = runs;
    this.traffic = traffic;
    this.pipelines = pipelines;
    this.view = view;
    this.screen = screen;
  }

  /**
   * Lives through it, until all that was sent has been read and the pipelines have ended. The day
   * begins when they are up: when each has read the first record of its topic.
   *
   * @return what each pipeline answered, by its name
   */
  Map<String, RunAnswer> live(double rate) throws IOException, InterruptedException {
    try (DataSetLog log = DataSetLog.open(day)) {
      Replayer replayer = new Replayer(cluster);
      replayer.createTopics(log.partitions());
      try (SignalFeed watch = SignalFeed.of(cluster, traffic::note)) {
        for (LivePipeline pipeline : pipelines) {
          running.put(pipeline, start(pipeline, runs::live));
        }
        replayer.send(firstOfEach(log), OpenLoop.unlimited(), traffic::note);
        while (!allIsRead(watch)) {
          screen.show((seconds, lines, columns) -> view.starting(seconds), view::startingLine);
          Thread.sleep(LOOK);
        }
        CompletableFuture<Void> sending =
            CompletableFuture.runAsync(() -> send(replayer, log, OpenLoop.of(rate)));
        // That all is sent must be known before one asks whether all that was sent is read.
        for (boolean allSent = false; !allIsRead(watch) || !allSent; allSent = isDone(sending)) {
          screen.show(view::page, view::line);
          Thread.sleep(LOOK);
        }
        screen.last(view::page);
        return end();
      }
    } catch (InputException unfit) {
      throw new IOException(String.join("\n", unfit.problems()), unfit);
    }
  }

  /** Up to the first message of each topic. */
  private Replayer.Messages firstOfEach(DataSetLog log) {
    Set<String> topics = pipelines.stream().map(LivePipeline::topic).collect(Collectors.toSet());
    Set<String> seen = new HashSet<>();
    return () -> {
      Message next = seen.containsAll(topics) ? null : log.next();
      if (next != null) {
        seen.add(next.topic());
      }
      return next;
    };
  }

  private void send(Replayer replayer, DataSetLog log, OpenLoop pace) {
    try {
      replayer.send(log::next, pace, traffic::note);
    } catch (IOException | InterruptedException failed) {
      throw new CompletionException(failed);
    }
  }

  private static boolean isDone(CompletableFuture<Void> sending) throws IOException {
    try {
      return sending.getNow(null) == null && sending.isDone();
    } catch (CompletionException failed) {
      throw new IOException("the day can't be sent: " + failed.getCause().getMessage(), failed);
    }
  }

  private interface Start {
    Child start(String pipeline, String bootstrapServers, Path stores, String... more)
        throws IOException;
  }

  private Child start(LivePipeline pipeline, Start how) throws IOException {
    return how.start(
        pipeline.name(),
        cluster.bootstrapServers(),
        day.resolve("stores.jsonl"),
        "--watermark-delay", // a partition may come seconds later, which are hours in fast motion
        "3h",
        "--database",
        pipeline.database().url(),
        "--output",
        Files.createDirectories(folder.resolve(pipeline.name() + "-live")).toString(),
        "--early",
        EARLY,
        "--metrics-port",
        Integer.toString(pipeline.port()),
        "--show",
        "0");
  }

  /** Whether every pipeline has read all that was sent so far. */
  private boolean allIsRead(SignalFeed watch) throws IOException, InterruptedException {
    watch.mustRun();
    for (Map.Entry<LivePipeline, Child> each : running.entrySet()) {
      each.getValue().mustRun();
      each.getKey().look();
    }
    List<LivePipeline> behind =
        pipelines.stream()
            .filter(each -> each.accounts().read() < traffic.to(each.topic()))
            .toList();
    long all = pipelines.stream().mapToLong(each -> each.accounts().read()).sum();
    long now = System.nanoTime() / 1_000_000_000;
    if (all != read) {
      read = all;
      readAt = now;
    } else if (now - readAt > PATIENCE && !behind.isEmpty()) {
      LivePipeline first = behind.get(0);
      throw new IOException(
          "%s has read nothing more for %d s:%n%s"
              .formatted(first.name(), PATIENCE, running.get(first).lastWords()));
    }
    return behind.isEmpty();
  }

  private Map<String, RunAnswer> end() throws IOException, InterruptedException {
    screen.say(
        "The day is over: the pipelines are stopped, and started again to come to its end ...");
    running.values().forEach(Child::askToStop);
    for (Child each : running.values()) {
      succeed(each);
    }
    Map<String, Child> ending = new LinkedHashMap<>();
    for (LivePipeline pipeline : pipelines) {
      ending.put(pipeline.name(), start(pipeline, runs::toTheEnd));
    }
    return answers(ending);
  }

  /** Asks all pipelines the same of the files. */
  Map<String, RunAnswer> bounded() throws IOException, InterruptedException {
    screen.say("The same is asked of the day's files, in bounded runs ...");
    Map<String, Child> children = new LinkedHashMap<>();
    for (LivePipeline pipeline : pipelines) {
      Path output = folder.resolve(pipeline.name() + "-bounded");
      children.put(pipeline.name(), runs.bounded(pipeline.name(), day, output));
    }
    return answers(children);
  }

  private static Map<String, RunAnswer> answers(Map<String, Child> children)
      throws IOException, InterruptedException {
    Map<String, RunAnswer> answers = new LinkedHashMap<>();
    for (Map.Entry<String, Child> each : children.entrySet()) {
      succeed(each.getValue());
      answers.put(each.getKey(), RunAnswer.in(each.getValue().out()));
    }
    return answers;
  }

  private static void succeed(Child child) throws IOException, InterruptedException {
    int status = child.await(END);
    if (status != 0) {
      throw new IOException(
          "%s ended with status %d:%n%s%s"
              .formatted(child.name(), status, child.out(), child.lastWords()));
    }
  }
}
