package dev.tideline.duplicates;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.event.Contribution;
import dev.tideline.event.Contributions;
import dev.tideline.event.EventView;

/**
 * Counts what the events of a source add that has settled their copies, straight from their views.
 *
 * @param <V> the view of an event
 * @param <C> what it adds
 * @param <O> what goes on through the graph
 */
final class CountMarked<V extends EventView, C extends Contribution, O>
    implements BundleAggregation<V, O> {

  private static final long serialVersionUID = 1;

  private final Contributions<V, C> contributions;
  private final BundleAggregation<C, O> aggregation;

  private CountMarked(Contributions<V, C> contributions, BundleAggregation<C, O> aggregation) {
    this.contributions = contributions;
    this.aggregation = aggregation;
  }

  /** Adds up this way. */
  static <V extends EventView, C extends Contribution, O> CountMarked<V, C, O> by(
      Contributions<V, C> contributions, BundleAggregation<C, O> aggregation) {
    return new CountMarked<>(contributions, aggregation);
  }

  @Override
  public Aggregator<V, O> open() {
    Aggregator<C, O> adding = aggregation.open();
    return new Aggregator<>() {
      @Override
      public void add(V event, Output<O> out) {
        adding.add(contributions.of(event), out);
      }

      @Override
      public void flush(Output<O> out) {
        adding.flush(out);
      }
    };
  }
}
