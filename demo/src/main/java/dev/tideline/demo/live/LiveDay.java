package dev.tideline.demo.live;

import dev.tideline.demo.OpenLoop;
import dev.tideline.demo.process.Child;
import dev.tideline.demo.process.PipelineRuns;
import dev.tideline.demo.replay.DataSetLog;
import dev.tideline.demo.replay.Replayer;
import dev.tideline.io.files.InputException;
import dev.tideline.ops.kafka.SignalFeed;
import dev.tideline.ops.kafka.UnsecuredCluster;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Streams a day through the pipelines while they run, and then through bounded runs. */
final class LiveDay {

  private static final String EARLY = "2s";
  private static final long LOOK = 1_000; // ms
  private static final long HEAD_START = 30; // s that the first pipeline has the machine to itself
  private static final long CATCH_UP = 120; // s
  private static final long END = 120; // s

  private final Path day;
  private final Path folder;
  private final UnsecuredCluster cluster;
  private final PipelineRuns runs;
  private final double rate;
  private final Traffic traffic = new Traffic(Clock.systemUTC());
  private final List<LivePipeline> pipelines;
  private final Map<LivePipeline, Child> running = new LinkedHashMap<>();

  LiveDay(Path day, Path folder, UnsecuredCluster cluster, PipelineRuns runs, double rate) {
    this.day = day;
    this.folder = folder;
    this.cluster = cluster;
    this.runs = runs;
    this.rate = rate;
    this.pipelines = LivePipeline.all(folder);
  }

  /**
   * Lives through it, until all that was sent has been read and the pipelines have ended.
   *
   * @return what each pipeline answered, by its name
   */
  Map<String, RunAnswer> live(boolean inPlace, PrintStream out)
      throws IOException, InterruptedException {
    Screen screen = new Screen(new View(traffic, pipelines), inPlace, out);
    try (DataSetLog log = DataSetLog.open(day)) {
      Replayer replayer = new Replayer(cluster);
      replayer.createTopics(log.partitions());
      try (SignalFeed watch = SignalFeed.of(cluster, traffic::note)) {
        start(pipelines.get(0));
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(replayer, log));
        watchUntilRead(sending, watch, screen);
        Map<String, RunAnswer> answers = end();
        screen.last();
        return answers;
      }
    } catch (InputException unfit) {
      throw new IOException(String.join("\n", unfit.problems()), unfit);
    }
  }

  private void send(Replayer replayer, DataSetLog log) {
    try {
      replayer.send(log::next, OpenLoop.of(rate), traffic::note);
    } catch (IOException | InterruptedException failed) {
      throw new CompletionException(failed);
    }
  }

  private void start(LivePipeline pipeline) throws IOException {
    running.put(
        pipeline,
        runs.live(
            pipeline.name(),
            cluster.bootstrapServers(),
            day.resolve("stores.jsonl"),
            "--database",
            pipeline.database().url(),
            "--output",
            Files.createDirectories(folder.resolve(pipeline.name() + "-live")).toString(),
            "--early",
            EARLY,
            "--show",
            "0"));
  }

  private void watchUntilRead(CompletableFuture<Void> sending, SignalFeed watch, Screen screen)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    long allSent = Long.MAX_VALUE;
    while (true) {
      long now = (System.nanoTime() - start) / 1_000_000_000;
      if (running.size() == 1 && (traffic.signals() > 0 || now > HEAD_START)) {
        for (LivePipeline later : pipelines.subList(1, pipelines.size())) {
          start(later);
        }
      }
      for (Child child : running.values()) {
        child.mustRun();
      }
      watch.mustRun();
      screen.show();
      if (sending.isDone()) {
        sending.join();
        allSent = Math.min(allSent, now);
        if (running.size() == pipelines.size() && allIsRead()) {
          return;
        }
        if (now - allSent > CATCH_UP) {
          throw new IOException("the pipelines had not read everything after " + CATCH_UP + " s");
        }
      }
      Thread.sleep(LOOK);
    }
  }

  private boolean allIsRead() {
    return pipelines.stream()
        .allMatch(pipeline -> pipeline.ledger().read() >= traffic.to(pipeline.topic()));
  }

  private Map<String, RunAnswer> end() throws IOException, InterruptedException {
    running.values().forEach(Child::askToEnd);
    Map<String, RunAnswer> answers = new LinkedHashMap<>();
    for (Map.Entry<LivePipeline, Child> each : running.entrySet()) {
      answers.put(each.getKey().name(), answer(each.getValue()));
    }
    return answers;
  }

  private static RunAnswer answer(Child child) throws IOException, InterruptedException {
    int status = child.await(END);
    if (status != 0) {
      throw new IOException(
          "%s ended with status %d:%n%s%s"
              .formatted(child.name(), status, child.out(), child.lastWords()));
    }
    return RunAnswer.in(child.out());
  }

  /** Asks a pipeline the same of the files. */
  RunAnswer bounded(String pipeline) throws IOException, InterruptedException {
    return answer(runs.bounded(pipeline, day, folder.resolve(pipeline + "-bounded")));
  }
}
