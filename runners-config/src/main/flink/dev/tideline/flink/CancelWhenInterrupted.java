package dev.tideline.flink;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.JobListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cancels the job when whoever waits for its end is interrupted: by itself Flink leaves it running,
 * and Beam's runner has no result that could be cancelled before the end. The newest checkpoint
 * stays, if the settings say so. A listener is of one environment, and so of one job.
 */
public final class CancelWhenInterrupted implements JobListener {

  private static final Logger LOG = LoggerFactory.getLogger(CancelWhenInterrupted.class);

  /** Tasks that don't react are interrupted again and again by Flink, for three minutes. */
  private static final long PATIENCE = 200; // s

  private JobClient job;

  @Override
  public void onJobSubmitted(JobClient submitted, Throwable failure) {
    job = submitted;
  }

  @Override
  public void onJobExecuted(JobExecutionResult result, Throwable failure) {
    if (failure instanceof InterruptedException) {
      cancel();
    }
  }

  /** Comes back when nothing of the job runs any more. */
  private void cancel() {
    try {
      job.cancel().get(PATIENCE, TimeUnit.SECONDS);
      job.getJobExecutionResult()
          .handle((result, cancelled) -> result)
          .get(PATIENCE, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      LOG.warn("the job {} was to be cancelled, and may go on", job.getJobID(), failure);
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
  }
}
