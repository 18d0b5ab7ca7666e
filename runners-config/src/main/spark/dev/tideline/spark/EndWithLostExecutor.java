package dev.tideline.spark;

import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the driver of a stream when one of its executors is lost ({@code spark.extraListeners}), so
 * that it is started anew and goes on from the position of its group.
 *
 * <p>Spark would make again what the executor had, by reading micro-batches once more that have no
 * fixed end: they come out longer, what follows them is read twice, and the ledger counts it twice.
 */
public final class EndWithLostExecutor extends SparkListener {

  private static final Logger LOG = LoggerFactory.getLogger(EndWithLostExecutor.class);

  private volatile boolean ending;

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    if (!ending) {
      LOG.warn(
          "executor {} is lost ({}): this driver ends, to be started anew",
          removed.executorId(),
          removed.reason());
      // As if killed: a stop in good order would wait for what was lost.
      Runtime.getRuntime().halt(1);
    }
  }

  @Override
  public void onApplicationEnd(SparkListenerApplicationEnd end) {
    ending = true;
  }
}
