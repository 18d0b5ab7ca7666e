package dev.tideline.duplicates;

import dev.tideline.admission.AdmissionRules;
import dev.tideline.admission.BundleAggregation;
import dev.tideline.admission.Outcome;
import dev.tideline.encoding.Fields;
import dev.tideline.event.Contribution;
import dev.tideline.event.Contributions;
import dev.tideline.event.Copies;
import dev.tideline.event.EventView;
import dev.tideline.event.Identity;
import dev.tideline.event.RecordDecoder;
import dev.tideline.records.Finding;
import dev.tideline.records.RecordLocation;
import dev.tideline.sum.Total;
import dev.tideline.windowing.Lateness;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.joda.time.Instant;

/**
 * Measures what it costs to remember the copies of many events: a stream of events, one in 32 of
 * which is a copy of one before it, that goes on until it is killed. Prints how many count, when,
 * and how much memory the engine inside this process holds then.
 *
 * <pre>java -Xmx8g -cp "runners-config/target/flink/lib/*:transforms/target/test-classes" \
 *     dev.tideline.duplicates.MeasureCopies --runner=FlinkRunner --streaming</pre>
 */
final class MeasureCopies {

  private static final long T0 = java.time.Instant.parse("2026-03-17T00:00:00Z").toEpochMilli();
  private static final int BATCH = 500;
  private static final int COPIES = 32;

  /** How much ingest time a reader hands over between two marks without timers, in ms. */
  private static final long AHEAD = 60_000;

  private MeasureCopies() {}

  /** What is measured. */
  public interface Options extends PipelineOptions {
    /** How many records there are, after which the source is silent. */
    @Default.Long(5_000_000)
    long getRecords();

    void setRecords(long records);

    /** How many of them are ingested in a minute of event time. */
    @Default.Long(100_000)
    long getPerMinute();

    void setPerMinute(long records);

    /** For how many minutes an event may be late, and so for how long its copies are remembered. */
    @Default.Integer(10)
    int getBound();

    void setBound(int minutes);

    /** After how many that count it says so. */
    @Default.Long(500_000)
    long getReportEvery();

    void setReportEvery(long counted);

    /** Whether steps have timers that tell them of the watermark. */
    @Default.Boolean(true)
    boolean getTimers();

    void setTimers(boolean timers);
  }

  public static void main(String[] arguments) {
    PipelineOptionsFactory.register(Options.class);
    Options options =
        PipelineOptionsFactory.fromArgs(arguments).withValidation().create().as(Options.class);
    long bound = Duration.ofMinutes(options.getBound()).toMillis();
    long ahead = options.getTimers() ? Long.MAX_VALUE : AHEAD;
    Log log = new Log(options.getRecords(), options.getPerMinute(), ahead);
    Copies copies =
        options.getTimers()
            ? new Copies.UntilTheWatermark(0)
            : new Copies.WithinDisorder(2 * AHEAD);
    Pipeline pipeline = Pipeline.create(options);
    Outcome<Long> outcome =
        pipeline
            .apply("Read", Read.from(new LogSource(log, 0, 1)))
            .apply(
                CountOnce.of(
                    new Decoder(log, copies),
                    new Rules(bound),
                    new Numbers(),
                    new Counted(),
                    VarLongCoder.of()));
    outcome.rows().apply("Report", ParDo.of(new Report(options.getReportEvery())));
    pipeline.run().waitUntilFinish();
  }

  /**
   * Which record stands where: a function of its place.
   *
   * @param ahead how much ingest time a reader hands over between two marks, in ms
   */
  private record Log(long records, long perMinute, long ahead) implements Serializable {

    /** The event of a record: its own, or of one within the last million. */
    long event(long place) {
      long chance = mix(place);
      return chance % COPIES == 0 && place > 0
          ? place - 1 - (chance >>> 8) % Math.min(place, 1_000_000)
          : place;
    }

    long ingestTime(long place) {
      return T0 + place * 60_000 / perMinute;
    }

    private static long mix(long place) {
      long z = place * 0x9E3779B97F4A7C15L;
      z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
      return (z ^ (z >>> 27)) >>> 1;
    }
  }

  /** How many all tasks of this process have counted: Spark makes a new step for each bundle. */
  private static final class Progress {
    private static final Progress OF_ALL = new Progress();

    private long begun = ManagementFactory.getRuntimeMXBean().getStartTime();
    private long counted;
    private long next = 1;

    /** Says so every now and then, with what is left of the heap after a collection. */
    synchronized void add(long more, long every) {
      counted += more;
      if (counted >= next) {
        long now = System.currentTimeMillis();
        System.gc();
        System.out.printf(
            "COUNTED %,d, %.1f s after the start, %,d MB of heap in use%n",
            counted,
            (now - begun) / 1e3,
            ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1_000_000);
        begun += System.currentTimeMillis() - now;
        next = counted + every;
      }
    }
  }

  private static final class Report extends DoFn<Long, Void> {
    private static final long serialVersionUID = 1;

    private final long every;

    Report(long every) {
      this.every = every;
    }

    @ProcessElement
    public void processElement(@Element Long more) {
      Progress.OF_ALL.add(more, every);
    }
  }

  /** Batches of records, by the place of the first; each split has every so manieth. */
  private static final class LogSource extends UnboundedSource<Long, Mark> {
    private static final long serialVersionUID = 1;

    private final Log log;
    private final long first;
    private final long step;

    LogSource(Log log, long first, long step) {
      this.log = log;
      this.first = first;
      this.step = step;
    }

    @Override
    public List<LogSource> split(int desired, PipelineOptions options) {
      int splits = options.as(Options.class).getTimers() ? desired : 1;
      List<LogSource> sources = new ArrayList<>();
      for (int split = 0; split < splits; split++) {
        sources.add(new LogSource(log, (long) split * BATCH, (long) splits * BATCH));
      }
      return sources;
    }

    @Override
    public LogReader createReader(PipelineOptions options, Mark mark) {
      return new LogReader(this, mark == null ? first : mark.next());
    }

    @Override
    public Coder<Mark> getCheckpointMarkCoder() {
      return SerializableCoder.of(Mark.class);
    }

    @Override
    public Coder<Long> getOutputCoder() {
      return VarLongCoder.of();
    }
  }

  private record Mark(long next) implements UnboundedSource.CheckpointMark, Serializable {
    @Override
    public void finalizeCheckpoint() {}
  }

  private static final class LogReader extends UnboundedSource.UnboundedReader<Long> {
    private final LogSource source;
    private long next;
    private long marked;
    private long current = -1;

    LogReader(LogSource source, long next) {
      this.source = source;
      this.next = next;
      this.marked = next;
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      boolean ahead = time(next) - time(marked) > source.log.ahead();
      current = next >= source.log.records() || ahead ? -1 : next;
      if (current >= 0) {
        next += source.step;
      }
      return current >= 0;
    }

    private long time(long place) {
      return source.log.ingestTime(place);
    }

    @Override
    public Long getCurrent() {
      if (current < 0) {
        throw new NoSuchElementException();
      }
      return current;
    }

    @Override
    public Instant getCurrentTimestamp() {
      return new Instant(time(getCurrent()));
    }

    @Override
    public Instant getWatermark() {
      return new Instant(time(next));
    }

    @Override
    public Mark getCheckpointMark() {
      marked = next;
      return new Mark(next);
    }

    @Override
    public LogSource getCurrentSource() {
      return source;
    }

    @Override
    public void close() {}
  }

  /** A record: which event it is, and where it stands. */
  private record View(long event, long eventTime, long ingestTime, long place)
      implements EventView {
    @Override
    public String id() {
      return Long.toString(event);
    }

    @Override
    public Total net() {
      return Total.ZERO;
    }

    @Override
    public String storeId() {
      return "store";
    }

    @Override
    public String currency() {
      return "EUR";
    }

    @Override
    public int copy() {
      return 0;
    }

    @Override
    public RecordLocation location() {
      return RecordLocation.inTopic("log", 0, place);
    }

    @Override
    public String toJson() {
      return "{}";
    }
  }

  private record Decoder(Log log, Copies copies) implements RecordDecoder<Long, View> {
    @Override
    public void decode(Long first, Handler<View> handler) {
      long end = Math.min(first + BATCH, log.records());
      for (long place = first; place < end; place++) {
        long event = log.event(place);
        long ingested = log.ingestTime(place);
        handler.onRecord(ingested);
        handler.onEvent(new View(event, log.ingestTime(event), ingested, place));
      }
    }
  }

  /** All is in scope. */
  private record Rules(long bound) implements AdmissionRules<View> {
    @Override
    public Finding broken(View event) {
      return null;
    }

    @Override
    public boolean inScope(View event) {
      return true;
    }

    @Override
    public Lateness lateness() {
      return new Lateness.After(bound);
    }
  }

  /** What an event adds to the answer: itself. */
  private record One(long event, long eventTime) implements Contribution {
    @Override
    public String currency() {
      return "EUR";
    }

    @Override
    public Total gross() {
      return Total.of(1);
    }
  }

  private static final class OneCoder extends AtomicCoder<One> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(One one, OutputStream out) throws IOException {
      Fields.fixed(one.event(), out);
      Fields.fixed(one.eventTime(), out);
    }

    @Override
    public One decode(InputStream in) throws IOException {
      return new One(Fields.fixed(in), Fields.fixed(in));
    }
  }

  private static final class Numbers implements Contributions<View, One> {
    private static final long serialVersionUID = 1;

    @Override
    public int keyHash(View view) {
      return Long.hashCode(view.event());
    }

    @Override
    public Identity identity(View view) {
      return Identity.of(out -> Fields.fixed(view.event(), out));
    }

    @Override
    public One of(View view) {
      return new One(view.event(), view.eventTime());
    }

    @Override
    public One kept(View view, Identity identity) {
      return of(view);
    }

    @Override
    public Coder<One> coder() {
      return new OneCoder();
    }
  }

  /** Passes on how many there were in a bundle. */
  private static final class Counted implements BundleAggregation<One, Long> {
    private static final long serialVersionUID = 1;

    @Override
    public Aggregator<One, Long> open() {
      return new Aggregator<>() {
        private long counted;

        @Override
        public void add(One event, Output<Long> out) {
          counted++;
        }

        @Override
        public void flush(Output<Long> out) {
          if (counted > 0) {
            out.emit(counted, T0);
          }
        }
      };
    }
  }
}
