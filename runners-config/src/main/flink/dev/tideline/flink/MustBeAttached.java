package dev.tideline.flink;

import dev.tideline.pipelines.preflight.EngineTerms;
import java.util.List;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Whoever submits a run publishes its answer. Submitted so that nobody waits, Flink gives Beam no
 * result, the run fails when the job has just begun, and its files are removed while it writes
 * them.
 */
public final class MustBeAttached implements EngineTerms {

  @Override
  public List<String> objections() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    boolean ofAnotherProcess = !(environment instanceof LocalStreamEnvironment);
    return ofAnotherProcess && !environment.getConfiguration().get(DeploymentOptions.ATTACHED)
        ? List.of(
            "The answer is published by the process that submits, which must wait for the job:"
                + " submit it without --detached, and not over HTTP.")
        : List.of();
  }
}
