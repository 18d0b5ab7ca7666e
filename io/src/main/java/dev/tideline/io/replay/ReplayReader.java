package dev.tideline.io.replay;

import dev.tideline.event.EventView;
import dev.tideline.io.unbounded.EventBatch;
import java.io.IOException;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;

/**
 * Plays the records of a {@link ReplayLog}. It knows what is still to come, so its watermark is
 * exact: the earliest time of ingest of what is left.
 */
final class ReplayReader<E extends EventView>
    extends UnboundedSource.UnboundedReader<EventBatch<E>> {

  private final ReplaySource<E> source;
  private final ReplayLog<E> log;
  private final int batch;
  private int next;
  private boolean ended;
  private EventBatch<E> current;
  private Instant time;

  ReplayReader(ReplaySource<E> source, ReplayLog<E> log, int batch, int next) {
    this.source = source;
    this.log = log;
    this.batch = batch;
    this.next = next;
  }

  @Override
  public boolean start() throws IOException {
    return advance();
  }

  @Override
  public boolean advance() throws IOException {
    if (ended) {
      current = null;
      source.forget();
      return false;
    }
    time = new Instant(log.earliestFrom(next));
    if (next == log.size()) {
      ended = true;
      current = log.part(next, next);
      return true;
    }
    int to = Math.min(next + batch, log.size());
    current = log.part(next, to);
    next = to;
    return true;
  }

  @Override
  public Instant getWatermark() {
    return ended ? BoundedWindow.TIMESTAMP_MAX_VALUE : new Instant(log.earliestFrom(next));
  }

  @Override
  public EventBatch<E> getCurrent() {
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
  public ReplayCheckpoint getCheckpointMark() {
    return new ReplayCheckpoint(next);
  }

  @Override
  public ReplaySource<E> getCurrentSource() {
    return source;
  }

  @Override
  public void close() {} // a part's files are closed when it was read
}
