package dev.tideline.spark;

import dev.tideline.io.unbounded.FinalizesMarks;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.joda.time.Instant;

/** All numbers, as fast as they are read. Prints how many there were before each finalized mark. */
final class Numbers extends UnboundedSource<Long, Numbers.Mark> {

  static final String FINALIZED = "FINALIZED ";

  private static final long serialVersionUID = 1;

  /** How many were handed over. */
  record Mark(long count) implements CheckpointMark, Serializable {
    @Override
    public void finalizeCheckpoint() {
      throw new IllegalStateException("the reader does that");
    }
  }

  @Override
  public List<Numbers> split(int desired, PipelineOptions options) {
    return List.of(this);
  }

  @Override
  public Reader createReader(PipelineOptions options, Mark mark) {
    return new Reader(mark == null ? 0 : mark.count);
  }

  @Override
  public Coder<Mark> getCheckpointMarkCoder() {
    return SerializableCoder.of(Mark.class);
  }

  @Override
  public Coder<Long> getOutputCoder() {
    return VarLongCoder.of();
  }

  private final class Reader extends UnboundedReader<Long> implements FinalizesMarks<Mark> {
    private long count;

    Reader(long count) {
      this.count = count;
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      count++;
      return true;
    }

    @Override
    public Long getCurrent() {
      return count;
    }

    @Override
    public Instant getCurrentTimestamp() {
      return new Instant(count);
    }

    @Override
    public Instant getWatermark() {
      return new Instant(count);
    }

    @Override
    public Mark getCheckpointMark() {
      return new Mark(count);
    }

    @Override
    public void finalizeMark(Mark mark) {
      System.out.println(FINALIZED + mark.count);
    }

    @Override
    public Numbers getCurrentSource() {
      return Numbers.this;
    }

    @Override
    public void close() {}
  }
}
