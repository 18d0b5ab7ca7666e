package dev.tideline.pipelines.spec;

import dev.tideline.admission.AdmissionRules;
import dev.tideline.admission.Outcome;
import dev.tideline.event.EventView;
import dev.tideline.event.RecordDecoder;
import dev.tideline.io.EventSource;
import dev.tideline.payment.CardTokens;
import dev.tideline.store.Stores;
import java.time.LocalDate;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;

/**
 * The business of a pipeline, as its options want it, over any source.
 *
 * @param rules by which a record gets its fate, given the stores
 * @param business the graph over a source whose elements are decoded like this, whatever they are
 * @param tokens what replaces the card numbers of its events; null where they have none
 * @param firstDay the first business day it asks about; null for all there are
 * @param publication what becomes of its answer; null if it is left in a folder as it is
 * @param <V> the view through which it sees an event
 * @param <R> its rows
 */
public record PipelineGraph<V extends EventView, R>(
    Function<Stores, ? extends AdmissionRules<V>> rules,
    BiFunction<RecordDecoder<Object, V>, Stores, PTransform<PCollection<Object>, Outcome<R>>>
        business,
    CardTokens tokens,
    LocalDate firstDay,
    Publication<V> publication) {

  /** The business by these rules, of events without card numbers, of all days. */
  public static <V extends EventView, R, Q extends AdmissionRules<V>> PipelineGraph<V, R> of(
      Function<Stores, Q> rules,
      BiFunction<RecordDecoder<Object, V>, Q, PTransform<PCollection<Object>, Outcome<R>>>
          business) {
    return new PipelineGraph<>(
        rules, (decoder, stores) -> business.apply(decoder, rules.apply(stores)), null, null, null);
  }

  /** The same, where card numbers are replaced by these tokens. */
  public PipelineGraph<V, R> withTokens(CardTokens replacing) {
    return new PipelineGraph<>(rules, business, replacing, firstDay, publication);
  }

  /** The same, of a first business day on; null for all there are. */
  public PipelineGraph<V, R> from(LocalDate day) {
    return new PipelineGraph<>(rules, business, tokens, day, publication);
  }

  /** The same, where this becomes of the answer of a bounded run. */
  public PipelineGraph<V, R> publishedBy(Publication<V> by) {
    return new PipelineGraph<>(rules, business, tokens, firstDay, by);
  }

  /** Applies it to what a source hands over, under this name. */
  @SuppressWarnings("unchecked") // the source's own decoder, and nobody else, looks at its elements
  public <T> Outcome<R> apply(String name, EventSource<T, V> source, Stores stores) {
    EventSource<Object, V> any = (EventSource<Object, V>) source;
    return any.elements().apply(name, business.apply(any.decoder(), stores));
  }
}
