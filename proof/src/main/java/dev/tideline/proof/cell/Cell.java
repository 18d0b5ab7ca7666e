package dev.tideline.proof.cell;

import java.util.Locale;

/**
 * One way to run a pipeline.
 *
 * @param runner by its folder in runners-config
 */
public record Cell(String runner, Mode mode) {

  /** How it reads. */
  public enum Mode {
    BOUNDED,
    STREAM
  }

  @Override
  public String toString() {
    return runner + " " + mode.name().toLowerCase(Locale.ROOT);
  }
}
