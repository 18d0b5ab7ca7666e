package dev.tideline.flink;

import dev.tideline.pipelines.run.Attachment;
import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job is detached if {@code flink run} or the cluster's configuration says so, as it always is if
 * it was submitted over HTTP; or if {@code --attachedMode=false} does. Unless Beam knows too, it
 * waits for a result that Flink does not give, and fails when the job has just begun.
 */
public final class FlinkAttachment implements Attachment {

  /** What {@code --flinkMaster} says of a cluster in our own process, which ends with it. */
  private static final List<String> IN_PROCESS = List.of("[local]", "[collection]");

  @Override
  public boolean isDetached(PipelineOptions options) {
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    boolean submitted = !(environment instanceof LocalStreamEnvironment);
    if (submitted && !environment.getConfiguration().get(DeploymentOptions.ATTACHED)) {
      flink.setAttachedMode(false);
    }
    boolean outlivesUs =
        flink.getFlinkMaster().equals(FlinkPipelineOptions.AUTO)
            ? submitted
            : !IN_PROCESS.contains(flink.getFlinkMaster());
    return outlivesUs && !flink.getAttachedMode();
  }
}
