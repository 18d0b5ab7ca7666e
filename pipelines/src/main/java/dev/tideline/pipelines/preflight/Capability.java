package dev.tideline.pipelines.preflight;

/**
 * Something that a graph may need, or a habit that it may rely on, and that not every runner has,
 * bounded and as a stream. What a runner can do is tried, not read: see {@link Capabilities}.
 */
public enum Capability {
  UNBOUNDED_READ("a source that does not end", "read a bounded range, or run on another runner"),
  SEVERAL_READERS("several readers, none late for another", "read with one reader: --readers=1"),
  SPLITTABLE_READ(
      "a splittable DoFn that ends", "read by a source, or before the stream, not in a DoFn"),
  ENDLESS_SPLITTABLE_READ(
      "a splittable DoFn that does not end", "read by an UnboundedSource, as KafkaSource does"),
  VALUE_STATE("value state", "keep it in a window and combine"),
  BAG_STATE("bag state", "keep a list in value state"),
  COMBINING_STATE("combining state", "keep the accumulator in value state"),
  MAP_STATE("map state", "keep a map in value state"),
  SET_STATE("set state", "keep a set in value state"),
  ORDERED_LIST_STATE("ordered list state", "keep a sorted list in value state"),
  MULTIMAP_STATE("multimap state", "keep a map of lists in value state"),
  EVENT_TIMERS("event-time timers", "--state-timers=false, or clean up at the next element"),
  PROCESSING_TIMERS("processing-time timers", "clean up at the next element"),
  TIMER_FAMILIES("timer families", "use one timer, and state that says what is due"),
  WINDOW_EXPIRATION(
      "@OnWindowExpiration, as in GroupIntoBatches", "collect in a bundle, flush at its end"),
  SORTED_INPUT("@RequiresTimeSortedInput", "make the step independent of the order"),
  STABLE_INPUT(
      "@RequiresStableInput, as in exactly-once writes",
      "write what changes nothing when it is written again"),
  MERGING_WINDOWS("windows that merge, such as sessions", "use fixed or sliding windows"),
  SIDE_INPUTS("side inputs", "read what is needed in @Setup"),

  // No graph shows whether it relies on these. What we do about each is listed here.
  CLEARED_TIMER(
      "a timer that is cleared does not fire", "callbacks look again whether they are due"),
  TIMER_SET_AGAIN("a timer that is set again fires once", "a timer is set only if none is pending"),
  CLOSED_WINDOW_STATE(
      "the state of a closed window is gone", "nothing that must go is kept by window in state"),
  LATE_RECORDS_COUNTED(
      "late records that are dropped are counted", "the ledger counts, not the runner"),
  RECORDS_SHARE_BUNDLES(
      "records of a stateful step share bundles", "nothing is batched in a stateful step"),
  MARKS_AFTER_RECORDS(
      "a checkpoint mark is finalized after its records",
      "offsets are committed one checkpoint mark later"),
  ONE_PANE_A_WINDOW("a bounded run fires once a window", "early panes are dropped"),
  UNREAD_OUTPUTS(
      "an output that nobody reads is in none of the others", "all that a step emits is read"),
  STREAM_AFTER_STREAM(
      "a stream after another in one process", "each stream has a process of its own"),

  // A need again, but tried last: a run that does not end is beside all that come after it.
  BOUNDED_READ_IN_STREAM(
      "a bounded source within a stream, which ends all the same",
      "read it in @Setup, or let it be the stream's own source");

  private final String label;
  private final String wayOut;

  Capability(String label, String wayOut) {
    this.label = label;
    this.wayOut = wayOut;
  }

  /** What it is called in the tables, and in messages. */
  public String label() {
    return label;
  }

  /** What to do without it, or for the habits: what we do, so as not to rely on them. */
  public String wayOut() {
    return wayOut;
  }
}
