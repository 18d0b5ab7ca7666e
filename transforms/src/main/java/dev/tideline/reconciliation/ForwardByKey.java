package dev.tideline.reconciliation;

import dev.tideline.admission.BundleAggregation;
import dev.tideline.event.Contribution;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;

/**
 * Passes on each event that counts, under a key of its own.
 *
 * @param key the key of what an event adds
 * @param <C> what an event adds
 */
record ForwardByKey<C extends Contribution>(SerializableFunction<C, String> key)
    implements BundleAggregation<C, KV<String, C>> {

  @Override
  public Aggregator<C, KV<String, C>> open() {

    return new Aggregator<>() {
      @Override
      public void add(C added, Output<KV<String, C>> out) {
        out.emit(KV.of(key.apply(added), added), added.eventTime());
      }

      @Override
      public void flush(Output<KV<String, C>> out) {} // nothing is held back
    };
  }
}
