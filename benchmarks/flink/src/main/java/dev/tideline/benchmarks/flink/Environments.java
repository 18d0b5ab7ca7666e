package dev.tideline.benchmarks.flink;

import dev.tideline.benchmarks.peers.Arguments;
import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.CheckpointingMode;
import org.apache.flink.streaming.api.environment.ExecutionCheckpointingOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Clusters inside the process, with the settings that the product has on Flink. */
final class Environments {

  private static final String LOCALHOST = "localhost";
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(5);
  private static final Duration WATERMARK_INTERVAL = Duration.ofMillis(50);
  private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(5);
  private static final MemorySize SORTING_MEMORY = MemorySize.ofMebiBytes(512);

  private Environments() {}

  /** For what is bounded. */
  static StreamExecutionEnvironment batch(int parallelism) {
    Configuration settings = common();
    settings.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, SORTING_MEMORY);
    return StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
  }

  /** For a job over a topic, whose checkpoints are in its folder of state. */
  static StreamExecutionEnvironment stream(Arguments given) {
    Configuration settings = common();
    settings.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, WATERMARK_INTERVAL);
    settings.set(ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT);
    settings.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    settings.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        given.path("state").toAbsolutePath().toUri().toString());
    settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 2);
    settings.set(ExecutionCheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    // A failed one is tried again at the next interval.
    settings.set(ExecutionCheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    // Jobs know events by their ids, so that one that comes again does no harm.
    settings.set(ExecutionCheckpointingOptions.CHECKPOINTING_MODE, CheckpointingMode.AT_LEAST_ONCE);
    // A fault that comes again and again ends the job.
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "failure-rate");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL, 5);
    settings.set(
        RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL,
        Duration.ofMinutes(5));
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY, Duration.ofSeconds(2));
    return StreamExecutionEnvironment.createLocalEnvironment(given.number("parallelism"), settings);
  }

  private static Configuration common() {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    // What it listens on, nobody may ask from another machine.
    settings.set(RestOptions.ADDRESS, LOCALHOST);
    settings.set(RestOptions.BIND_ADDRESS, LOCALHOST);
    settings.set(JobManagerOptions.BIND_HOST, LOCALHOST);
    settings.set(TaskManagerOptions.HOST, LOCALHOST);
    settings.set(TaskManagerOptions.BIND_HOST, LOCALHOST);
    return settings;
  }
}
