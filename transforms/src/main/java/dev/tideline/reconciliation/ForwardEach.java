package dev.tideline.reconciliation;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.event.Contribution;

/**
 * Passes on what each event adds that counts.
 *
 * @param <C> what an event adds
 */
final class ForwardEach<C extends Contribution> implements BundleAggregation<C, C> {

  private static final long serialVersionUID = 1;

  @Override
  public Aggregator<C, C> open() {
    return new Aggregator<>() {
      @Override
      public void add(C added, Output<C> out) {
        out.emit(added, added.eventTime());
      }

      @Override
      public void flush(Output<C> out) {} // nothing is held back
    };
  }
}
