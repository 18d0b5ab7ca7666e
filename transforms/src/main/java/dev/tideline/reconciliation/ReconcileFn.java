package dev.tideline.reconciliation;

import dev.tideline.reconciliation.rules.ReconciledItem;
import java.io.Serializable;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * Does a step of the reconciliation, and hands over what it finds: each break at once, and all
 * items of a bundle added up at its end.
 *
 * @param <T> what the step takes
 */
final class ReconcileFn<T> extends DoFn<T, String> {

  private static final long serialVersionUID = 1;

  private final Step<T> step;
  private final ItemTags tags;
  private transient ItemTags.Bundle items;

  ReconcileFn(Step<T> step, ItemTags tags) {
    this.step = step;
    this.tags = tags;
  }

  /**
   * A step.
   *
   * @param <T> what it takes
   */
  interface Step<T> extends Serializable {
    /**
     * Takes an element.
     *
     * @param found takes what was reconciled
     * @param out takes what else the step hands over
     */
    void take(T element, Consumer<ReconciledItem> found, MultiOutputReceiver out);
  }

  @StartBundle
  public void startBundle() {
    items = new ItemTags.Bundle(tags);
  }

  @ProcessElement
  public void processElement(@Element T element, MultiOutputReceiver out) {
    step.take(element, item -> items.add(item, out), out);
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    items.flush(context);
  }
}
