package dev.tideline.reconciliation;

import dev.tideline.admission.BundleAggregation;
import java.io.Serializable;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;

/**
 * An output of a step, whose values are brought together within a bundle. It belongs to one
 * instance of a DoFn, in the global window.
 *
 * @param <V> what the step hands over
 * @param <O> what goes on through the graph
 */
public final class BundleOutput<V, O> implements Serializable {

  private static final long serialVersionUID = 1;

  /** What is added up has no time of its own: the end of the global window, ms since the epoch. */
  static final long TIME = GlobalWindow.INSTANCE.maxTimestamp().getMillis();

  private final TupleTag<O> tag;
  private final BundleAggregation<V, O> aggregation;
  private transient BundleAggregation.Aggregator<V, O> open;

  /** To an output. */
  public BundleOutput(TupleTag<O> tag, BundleAggregation<V, O> aggregation) {
    this.tag = tag;
    this.aggregation = aggregation;
  }

  TupleTag<O> tag() {
    return tag;
  }

  /** Begins a bundle. */
  public void start() {
    open = aggregation.open();
  }

  /** Takes a value of the bundle. */
  public void add(V value, DoFn.MultiOutputReceiver out) {
    if (open == null) {
      throw new IllegalStateException(tag + " is not among the outputs of its step");
    }
    open.add(
        value, (some, time) -> out.get(tag).outputWithTimestamp(some, Instant.ofEpochMilli(time)));
  }

  /** Hands over what is still held back. */
  public void finish(DoFn<?, ?>.FinishBundleContext context) {
    open.flush(
        (some, time) ->
            context.output(tag, some, Instant.ofEpochMilli(time), GlobalWindow.INSTANCE));
    open = null;
  }
}
