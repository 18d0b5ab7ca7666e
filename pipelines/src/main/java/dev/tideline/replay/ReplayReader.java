package dev.tideline.replay;

import dev.tideline.arrival.Arrivals;
import dev.tideline.arrival.EndOfArrivals;
import dev.tideline.intake.EventView;
import dev.tideline.kafka.Stop;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;

/**
 * Plays a script. It knows what is still to come, so its watermark is exact: the earliest time of
 * ingest of what is left.
 */
final class ReplayReader<E extends V, V extends EventView>
    extends UnboundedSource.UnboundedReader<Arrivals<E>> {

  private final ReplaySource<E, V> source;
  private final Script<E> script;
  private final int batch;
  private int next;
  private boolean ended;
  private Arrivals<E> current;
  private Instant time;

  ReplayReader(ReplaySource<E, V> source, Script<E> script, int batch, int next) {
    this.source = source;
    this.script = script;
    this.batch = batch;
    this.next = next;
  }

  @Override
  public boolean start() {
    return advance();
  }

  /** Hands over the next records and in the end nothing, once: see {@link EndOfArrivals}. */
  @Override
  public boolean advance() {
    if (next < script.size() && !Stop.requested()) {
      int to = Math.min(next + batch, script.size());
      time = new Instant(script.earliestFrom(next));
      current = script.part(next, to);
      next = to;
      return true;
    }
    if (!ended) {
      ended = true;
      time = time == null ? new Instant(0) : time;
      current = new Arrivals<>(List.of(), List.of());
      return true;
    }
    current = null;
    source.forget();
    return false;
  }

  @Override
  public Instant getWatermark() {
    if (next < script.size() && !ended) {
      return new Instant(script.earliestFrom(next));
    }
    return ended ? BoundedWindow.TIMESTAMP_MAX_VALUE : BoundedWindow.TIMESTAMP_MIN_VALUE;
  }

  @Override
  public Arrivals<E> getCurrent() {
    if (current == null) {
      throw new NoSuchElementException("nothing was read");
    }
    return current;
  }

  @Override
  public Instant getCurrentTimestamp() {
    if (current == null) {
      throw new NoSuchElementException("nothing was read");
    }
    return time;
  }

  @Override
  public ReplayMark getCheckpointMark() {
    return new ReplayMark(next);
  }

  @Override
  public ReplaySource<E, V> getCurrentSource() {
    return source;
  }

  @Override
  public void close() {}
}
