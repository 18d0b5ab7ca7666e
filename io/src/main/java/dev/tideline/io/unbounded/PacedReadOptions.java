package dev.tideline.io.unbounded;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * How the run that is going on paces what it reads. A run that goes on from a checkpoint gets its
 * sources from the run that wrote it, but its options are always its own.
 */
@Hidden
public interface PacedReadOptions extends PipelineOptions {

  /** How long a pane may wait for its early firing, in ms. */
  @Description("Set by the run itself.")
  long getPaneDelay();

  void setPaneDelay(long delay);
}
