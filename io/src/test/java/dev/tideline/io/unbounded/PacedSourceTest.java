package dev.tideline.io.unbounded;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.DelegateCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** What a run that goes on keeps of the run before, and what it says itself. */
class PacedSourceTest {

  private static final PipelineOptions SOON = options(Duration.ZERO);
  private static final PipelineOptions LATER = options(Duration.standardHours(1));

  private final List<Long> finalized = new ArrayList<>();

  @Test
  void marksWaitAsLongAsThePanesOfTheRunThatGoesOn() throws Exception {
    readOne(LATER, partOf(SOON));
    assertThat(finalized, empty());

    readOne(SOON, partOf(LATER));
    assertThat(finalized, contains(1L));
  }

  /** As it is in the checkpoints of a run. */
  private PacedSource<Long, Read> partOf(PipelineOptions run) throws Exception {
    return PacedSource.of(new Silence(finalized), 1).split(1, run).get(0);
  }

  /** Until the runner has finalized a mark. */
  private static void readOne(PipelineOptions run, PacedSource<Long, Read> part) throws Exception {
    try (UnboundedSource.UnboundedReader<Long> reader = part.createReader(run, null)) {
      reader.start();
      reader.getCheckpointMark().finalizeCheckpoint();
    }
  }

  private static PipelineOptions options(Duration paneDelay) {
    PipelineOptions options = PipelineOptionsFactory.create();
    PacedSource.tell(options, paneDelay);
    return options;
  }

  /** A mark of what was read, and who is told that it is finalized. */
  private record Read(long count, List<Long> finalized) implements UnboundedSource.CheckpointMark {
    @Override
    public void finalizeCheckpoint() {
      finalized.add(count);
    }
  }

  /** A source in which nothing comes. */
  private static final class Silence extends UnboundedSource<Long, Read> {
    private static final long serialVersionUID = 1;

    private final transient List<Long> finalized; // nothing is serialized here

    Silence(List<Long> finalized) {
      this.finalized = finalized;
    }

    @Override
    public List<Silence> split(int desired, PipelineOptions options) {
      return List.of(this);
    }

    @Override
    public UnboundedReader<Long> createReader(PipelineOptions options, Read mark) {
      return new SilentReader(this);
    }

    @Override
    public Coder<Long> getOutputCoder() {
      return VarLongCoder.of();
    }

    @Override
    public Coder<Read> getCheckpointMarkCoder() {
      return DelegateCoder.of(
          VarLongCoder.of(), Read::count, count -> new Read(count, new ArrayList<>()));
    }
  }

  private static final class SilentReader extends UnboundedSource.UnboundedReader<Long> {

    private final Silence source;

    SilentReader(Silence source) {
      this.source = source;
    }

    @Override
    public boolean start() {
      return false;
    }

    @Override
    public boolean advance() {
      return false;
    }

    @Override
    public Long getCurrent() {
      throw new NoSuchElementException("nothing comes");
    }

    @Override
    public Instant getCurrentTimestamp() {
      throw new NoSuchElementException("nothing comes");
    }

    @Override
    public Instant getWatermark() {
      return Instant.EPOCH;
    }

    @Override
    public Read getCheckpointMark() {
      return new Read(1, source.finalized);
    }

    @Override
    public Silence getCurrentSource() {
      return source;
    }

    @Override
    public void close() {}
  }
}
