package dev.tideline.pipelines.run;

import dev.tideline.books.Books;
import dev.tideline.books.EndOfTime;
import dev.tideline.books.KeepBooks;
import dev.tideline.io.Note;
import dev.tideline.io.answer.AnswerTables;
import dev.tideline.io.answer.WrittenAnswer;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.KafkaClusterException;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.kafka.Topics;
import dev.tideline.io.kafka.sink.DeadLetters;
import dev.tideline.io.sql.SqlTable;
import dev.tideline.io.sql.TableRows;
import dev.tideline.io.sql.UnfitDatabaseException;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.options.KafkaSettings;
import dev.tideline.pipelines.options.LiveSettings;
import dev.tideline.pipelines.options.RunMode;
import dev.tideline.pipelines.report.CoverageRead;
import dev.tideline.pipelines.report.Report;
import dev.tideline.pipelines.signals.SignalsTopic;
import dev.tideline.pipelines.spec.RowSink;
import dev.tideline.pipelines.telemetry.MetricsSource;
import dev.tideline.pipelines.telemetry.Telemetry;
import dev.tideline.records.Reject;
import dev.tideline.records.SourceRange;
import dev.tideline.row.RowFormat;
import dev.tideline.windowing.WindowPolicies;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.joda.time.Duration;

/**
 * Where a live run puts what comes out of its graph, each pane as it comes, and where it is read
 * back.
 *
 * @param <R> the pipeline's rows
 */
final class LiveSinks<R> {

  private static final Duration PATIENCE = Duration.standardSeconds(30);

  /** The runs that came to the end of their source. */
  private static final RowFormat<String> ENDED =
      RowFormat.<String>named("ended_runs").text("run_id", id -> id).keyedBy("run_id");

  private final PreparedRun<?, R> run;
  private final RunMode.Live mode;
  private final Optional<KafkaSettings> topic;
  private final AnswerTables tables;
  private final RowSink<R> rows;
  private final String id = UUID.randomUUID().toString();

  /** Whether all runs into this database have sent their dead letters to one topic. */
  private boolean sameDeadLetters;

  LiveSinks(PreparedRun<?, R> run, RunMode.Live mode) {
    this.run = run;
    this.mode = mode;
    this.topic = mode.input().topic();
    LiveSettings live = mode.live();
    this.tables = new AnswerTables(live.database(), run.spec().name(), live.history());
    this.rows = run.spec().sink().of(mode, tables);
  }

  /**
   * Makes sure that they can take something: tables that are not there are made.
   *
   * @throws UsageException if the database can't hold every text or has tables of other columns, or
   *     a topic is not there
   * @throws IOException if they can't, with what is wrong
   */
  void open() throws IOException {
    if (run.settings().output() != null) {
      Files.createDirectories(run.settings().output());
    }
    List<SqlTable<?>> all = new ArrayList<>(tables.tables(run.spec().rows()));
    all.add(SqlTable.of(ENDED));
    try {
      mode.live().database().check(all, PATIENCE);
    } catch (UnfitDatabaseException unfit) {
      throw new UsageException(
          unfit.problems().stream().map(problem -> "--database: " + problem).toList());
    }
    if (topic.isPresent()) {
      checkTopics(topic.get());
    }
  }

  /**
   * A record that is sent to a topic that is not there would be waited for, for minutes; and the
   * rows of a topic that was made anew would be mixed with those that are there.
   */
  private void checkTopics(KafkaSettings kafka) throws IOException {
    List<String> unfit = new ArrayList<>();
    try (Topics topics = Topics.of(kafka.cluster())) {
      for (String name :
          Stream.concat(
                  Stream.of(deadLetters(kafka)), rows.sentTo().map(SignalsTopic::topic).stream())
              .toList()) {
        try {
          topics.describe(name);
        } catch (KafkaClusterException missing) {
          unfit.addAll(missing.problems());
        }
      }
      Topic read = topics.describe(topicOf(kafka));
      if (unfit.isEmpty()
          && !read.id().isEmpty()
          && read.isNot(tables.noteTopic(read.name(), read.id(), PATIENCE))) {
        unfit.add(read.madeAnew("what is in " + mode.live().database().url()));
      }
      if (unfit.isEmpty()) {
        Topic letters = topics.describe(deadLetters(kafka));
        String which = letters.name() + " " + letters.id();
        sameDeadLetters =
            which.equals(tables.noteTopic(read.name() + ": dead letters", which, PATIENCE));
      }
    }
    if (!unfit.isEmpty()) {
      throw new UsageException(unfit);
    }
  }

  /** Puts there what comes out of the graph of a stream, and notes when it has all been written. */
  void writeStream(PreparedRun.Built<?, R> built) {
    PCollection<Books> books = keepBooks(built, built.outcome().toBooks());
    List<TableRows<?>> stored = stored(built, id, books);
    stored.add(
        new TableRows<>(books.apply("EndOfTime", EndOfTime.emitting(id)), SqlTable.of(ENDED)));
    tables.store(stored);
  }

  /**
   * Puts there what comes out of the graph of a micro-batch.
   *
   * @param part under which it is noted what was read of the source
   */
  void writeBatch(PreparedRun.Built<?, R> built, String part) {
    tables.store(stored(built, part, keepBooks(built, built.outcome().toBooks())));
  }

  private PCollection<Books> keepBooks(
      PreparedRun.Built<?, R> built, PCollectionList<Books> parts) {
    return parts.apply(
        "KeepBooks",
        KeepBooks.firingEvery(run.settings().early(WindowPolicies.BOOKS_EARLY))
            .from(built.source().booksFrom()));
  }

  /** What goes into tables, at the end the books; the rest is sent. */
  private List<TableRows<?>> stored(
      PreparedRun.Built<?, R> built, String part, PCollection<Books> books) {
    List<TableRows<?>> stored = new ArrayList<>(rows.write(built.outcome().rows()));
    long from = built.source().booksFrom();
    PCollection<Reject> rejects =
        built
            .outcome()
            .rejects()
            .apply("NewRejects", Filter.by(reject -> reject.ingestTime() >= from));
    topic.ifPresentOrElse(
        kafka ->
            rejects.apply(
                "SendDeadLetters", new DeadLetters(deadLetters(kafka)).sendTo(kafka.cluster())),
        () -> stored.add(tables.rejects(rejects)));
    stored.add(
        tables.tooLate(
            built
                .outcome()
                .tooLate()
                .apply("NewTooLate", Filter.by(event -> event.ingestTime() >= from))));
    stored.addAll(tables.books(part, books));
    return stored;
  }

  private String deadLetters(KafkaSettings kafka) {
    String asked = mode.live().deadLetters();
    return asked == null ? DeadLetters.topicFor(topicOf(kafka)) : asked;
  }

  private String topicOf(KafkaSettings kafka) {
    return kafka.topic(run.spec().reads().topic());
  }

  /** What of these stretches of the source was not read, or read twice, in a part of a run. */
  List<String> coverageFaults(String part, List<SourceRange> holds) throws IOException {
    return CoverageRead.of(answer(part), holds).faults();
  }

  /** Whether the run is known to have come to the end of its source. */
  boolean endNoted() {
    try {
      return tables.stored().has(ENDED, id);
    } catch (IOException away) {
      return false; // the run holds until the database is back, and so do we
    }
  }

  /**
   * Reports the answer of a run that came to its end, and writes it into the output.
   *
   * @param holds the stretches of the source that were to be read
   * @param notes of how the input was read, and of what in it was not
   */
  ExitCode report(List<SourceRange> holds, List<Note> notes) throws IOException {
    return publish(run.report(answer(id), holds, notes));
  }

  /** Reports what is there now, of a run that was stopped before the end of its source. */
  ExitCode reportSoFar(List<Note> notes) throws IOException {
    return publish(run.reportSoFar(answer(id), notes));
  }

  private WrittenAnswer answer(String part) {
    return new LiveAnswer(rows, tables.stored(), part, this::keptRejects);
  }

  private OptionalLong keptRejects() throws IOException {
    if (topic.isEmpty()) {
      return OptionalLong.of(tables.stored().keptRejects());
    }
    KafkaSettings kafka = topic.get();
    return sameDeadLetters
        ? new DeadLetters(deadLetters(kafka)).count(kafka.cluster(), topicOf(kafka))
        : OptionalLong.empty();
  }

  private ExitCode publish(Report report) throws IOException {
    if (run.settings().output() != null) {
      report.writeTo(run.settings().output());
    }
    run.out().print(report.text());
    return report.verdict().faults().isEmpty() ? ExitCode.OK : ExitCode.UNBALANCED;
  }

  /**
   * Begins to watch how far the run comes.
   *
   * @throws UsageException if the port where it is to be told is taken
   */
  Telemetry watch() {
    Telemetry telemetry = Telemetry.of(run.spec().name());
    InetSocketAddress metrics = mode.live().metrics();
    if (metrics != null) {
      try {
        telemetry.serve(metrics);
        run.print(
            "metrics at http://%s:%d/metrics"
                .formatted(metrics.getAddress().getHostAddress(), metrics.getPort()));
      } catch (IOException taken) {
        throw new UsageException(
            List.of("--metrics-port: " + taken.getMessage() + "; give another, or none"));
      }
    }
    sources().forEach(telemetry::watch);
    return telemetry;
  }

  private List<MetricsSource> sources() {
    List<MetricsSource> sources = new ArrayList<>();
    sources.add(MetricsSource.ledger(tables.stored()));
    topic.ifPresent(
        kafka -> {
          KafkaCluster cluster = kafka.cluster();
          String name = topicOf(kafka);
          sources.add(MetricsSource.positions(cluster, name, kafka.group(run.spec().name())));
          rows.sentTo().ifPresent(to -> sources.add(MetricsSource.signals(cluster, to, name)));
        });
    return sources;
  }
}
