package dev.tideline.pipelines.run;

import java.util.ServiceLoader;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Whether whoever submits a run to an engine waits for its end. Whoever brings a runner on which
 * that need not be so brings an implementation ({@link ServiceLoader}).
 */
public interface Attachment {

  /**
   * Whether nobody waits for the job. If so, its runner is told by its options.
   *
   * @param options of Beam and the runner
   */
  boolean isDetached(PipelineOptions options);

  /** Whether any engine on the class path says so. */
  static boolean detached(PipelineOptions options) {
    return ServiceLoader.load(Attachment.class).stream()
        .anyMatch(engine -> engine.get().isDetached(options));
  }
}
