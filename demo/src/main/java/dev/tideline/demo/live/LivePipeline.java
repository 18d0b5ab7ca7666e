package dev.tideline.demo.live;

import dev.tideline.broker.FreePorts;
import dev.tideline.io.sql.Database;
import dev.tideline.io.sql.SqlSession;
import dev.tideline.pipelines.Pipelines;
import dev.tideline.pipelines.spec.PipelineSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.joda.time.Duration;

/** A pipeline of the demo: what it says of itself, and the tables it writes while it runs. */
final class LivePipeline implements AutoCloseable {

  private static final Duration PATIENCE = Duration.standardSeconds(2);

  private final PipelineSpec<?, ?> spec;
  private final Path file;
  private final int port;
  private final MetricsPage metrics;
  private final SqlSession session;
  private Accounts accounts = Accounts.NONE;

  private LivePipeline(PipelineSpec<?, ?> spec, Path file, int port) {
    this.spec = spec;
    this.file = file;
    this.port = port;
    this.metrics = new MetricsPage(port);
    this.session = new SqlSession(database(), PATIENCE);
  }

  /** All pipelines that there are, each with a database of its own in a folder. */
  static List<LivePipeline> all(Path folder) throws IOException {
    List<LivePipeline> all = new ArrayList<>();
    Iterator<Integer> ports = FreePorts.find(Pipelines.ALL.size()).iterator();
    for (PipelineSpec<?, ?> spec : Pipelines.ALL) {
      all.add(new LivePipeline(spec, folder.resolve(spec.name() + ".db"), ports.next()));
    }
    return all;
  }

  PipelineSpec<?, ?> spec() {
    return spec;
  }

  /** What {@code scripts/run} calls it. */
  String name() {
    return spec.name();
  }

  /** The topic that it reads. */
  String topic() {
    return spec.reads().topic();
  }

  /** Where it keeps its tables: a file that is there once the pipeline has begun. */
  Database database() {
    return Database.inFile(file);
  }

  /** Where it serves its metrics. */
  int port() {
    return port;
  }

  /** Asks it how far it is. */
  void look() throws InterruptedException {
    accounts = metrics.accounts().orElse(accounts);
  }

  /** What it said when it last answered. */
  Accounts accounts() {
    return accounts;
  }

  /** Asks its tables; empty as long as they are not there. */
  <T> Optional<T> ask(SqlSession.Work<T> question) {
    try {
      return Files.exists(file) ? Optional.of(session.run("look", question)) : Optional.empty();
    } catch (IOException notYet) { // the file is there before its tables are
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
