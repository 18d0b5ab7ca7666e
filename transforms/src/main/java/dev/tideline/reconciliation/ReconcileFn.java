package dev.tideline.reconciliation;

import dev.tideline.reconciliation.rules.ReconciledItem;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Does a step of the reconciliation, and hands over what it finds: each break at once, as JSON, and
 * all items of a bundle added up by business day at its end. It begins and ends the bundles of the
 * step's own outputs.
 *
 * @param <T> what the step takes
 */
final class ReconcileFn<T> extends DoFn<T, String> {

  private static final long serialVersionUID = 1;

  static final TupleTag<String> BREAKS = new TupleTag<>("breaks");
  static final TupleTag<KV<Integer, DaySums>> SUMS = new TupleTag<>("sums");

  private final Step<T> step;
  private final BundleOutput<ReconciledItem, KV<Integer, DaySums>> sums =
      new BundleOutput<>(SUMS, new ItemsOfBundle());

  private ReconcileFn(Step<T> step) {
    this.step = step;
  }

  /** Does a step. */
  static <T> ParDo.MultiOutput<T, String> of(Step<T> step) {
    List<TupleTag<?>> more = new ArrayList<>(List.of(SUMS));
    step.outputs().forEach(output -> more.add(output.tag()));
    return ParDo.of(new ReconcileFn<>(step))
        .withOutputTags(BREAKS, TupleTagList.of(List.copyOf(more)));
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
     * @param out takes what goes to the step's own outputs
     */
    void take(T element, Consumer<ReconciledItem> found, MultiOutputReceiver out);

    /** Its own outputs. */
    default List<BundleOutput<?, ?>> outputs() {
      return List.of();
    }
  }

  @StartBundle
  public void startBundle() {
    sums.start();
    step.outputs().forEach(BundleOutput::start);
  }

  @ProcessElement
  public void processElement(@Element T element, MultiOutputReceiver out) {
    step.take(
        element,
        item -> {
          sums.add(item, out);
          if (item.isBreak()) {
            out.get(BREAKS).output(item.toJson());
          }
        },
        out);
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    sums.finish(context);
    step.outputs().forEach(output -> output.finish(context));
  }
}
