package dev.tideline.pipelines.options;

import org.joda.time.Duration;

/** The way a pipeline runs: whether it ends, and whether it publishes rows while it goes on. */
public sealed interface RunMode {

  /** What it reads. */
  Input input();

  /** Whether each run over the source ends, so that a window fires once and for all. */
  boolean bounded();

  /** How often a window that is still open fires. */
  Duration early(Duration own);

  /** As {@code --mode} calls it. */
  String option();

  /**
   * Reads what there is, writes a directory of files, and ends.
   *
   * @param parquet whether rows are written as Parquet too
   */
  record Batch(Input input, boolean parquet) implements RunMode {

    @Override
    public boolean bounded() {
      return true;
    }

    @Override
    public Duration early(Duration own) {
      return own;
    }

    @Override
    public String option() {
      return "batch";
    }
  }

  /** Publishes to tables and topics while it goes on. */
  sealed interface Live extends RunMode {

    /** How it publishes. */
    LiveSettings live();

    @Override
    default Duration early(Duration own) {
      return live().early() == null ? own : live().early();
    }
  }

  /**
   * Bounded runs over a topic in a loop, each from where the last good one ended.
   *
   * @param every how often one begins
   */
  record MicroBatch(Input.Topic input, Duration every, LiveSettings live) implements Live {

    @Override
    public boolean bounded() {
      return true;
    }

    @Override
    public String option() {
      return "batch";
    }
  }

  /** Reads a source that does not end. */
  record Stream(Input input, LiveSettings live) implements Live {

    @Override
    public boolean bounded() {
      return false;
    }

    @Override
    public String option() {
      return "stream";
    }
  }
}
