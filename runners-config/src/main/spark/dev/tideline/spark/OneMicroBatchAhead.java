package dev.tideline.spark;

import dev.tideline.io.unbounded.ReadPace;
import org.apache.spark.streaming.StreamingContext;
import scala.Option;

/**
 * Reads a micro-batch only when the one before the last is done. What Beam's runner has read for a
 * micro-batch is in Spark's memory until it is its turn; with many of them waiting the state that
 * each leaves pushes it out, and then it is read once more, by a reader that has gone on: records
 * are lost.
 *
 * <p>A micro-batch has a price of its own, whatever is in it: so one that is behind is given more
 * to read than {@code minReadTimeMillis} allows, which is what it costs one that is not.
 */
@SuppressWarnings("deprecation") // Beam runs streams on DStreams
public final class OneMicroBatchAhead implements ReadPace {

  private static final long POLL = 5; // ms

  /** A mark is finalized as soon as its micro-batch is read; then this and one more are pending. */
  private static final int PENDING = 2;

  private static final long READ_ON = 1_000; // ms

  @Override
  public int readAhead() {
    return PENDING;
  }

  @Override
  public long readOn() {
    return READ_ON;
  }

  @Override
  public void await() {
    try {
      for (Option<StreamingContext> running = StreamingContext.getActive();
          running.isDefined() && running.get().scheduler().getPendingTimes().size() > 1;
          running = StreamingContext.getActive()) {
        Thread.sleep(POLL);
      }
    } catch (InterruptedException stopping) {
      // Spark's thread that makes the micro-batches ends after this one. If it stayed interrupted,
      // this one would fail, and with it the run, though it is only told to stop.
    }
  }
}
