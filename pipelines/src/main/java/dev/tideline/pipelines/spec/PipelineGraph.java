package dev.tideline.pipelines.spec;

import dev.tideline.admission.AdmissionRules;
import dev.tideline.admission.Outcome;
import dev.tideline.event.EventView;
import dev.tideline.event.RecordDecoder;
import dev.tideline.payment.CardTokens;
import dev.tideline.store.Stores;
import java.time.LocalDate;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;

/**
 * The business of a pipeline, as its options want it, over any source.
 *
 * @param <V> the view through which it sees an event
 * @param <R> its rows
 */
public interface PipelineGraph<V extends EventView, R> {

  /** By which rules a record gets its fate. */
  AdmissionRules<V> rules(Stores stores);

  /** The graph over a source whose elements are decoded like this. */
  <T> PTransform<PCollection<T>, Outcome<R>> over(RecordDecoder<T, V> decoder, Stores stores);

  /** What replaces the card numbers of its events; null where they have none. */
  default CardTokens tokens() {
    return null;
  }

  /** The first business day it asks about; null for all there are. */
  default LocalDate firstDay() {
    return null;
  }
}
