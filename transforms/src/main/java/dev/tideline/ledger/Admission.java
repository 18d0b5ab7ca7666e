package dev.tideline.ledger;

import dev.tideline.intake.EventView;
import dev.tideline.intake.Reading;
import dev.tideline.intake.Reject;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Admits the records of a source to a pipeline, each with its one fate.
 *
 * <p>Input: the source's elements. Window: global; what is counted carries its own event time.
 * Output: what the pipeline counts, rejects, too-late events, and the books per minute of ingest.
 *
 * @param <T> what the source hands over
 * @param <V> the view of an event
 * @param <O> what goes on through the graph
 */
public final class Admission<T, V extends EventView, O>
    extends PTransform<PCollection<T>, Outcome<O>> {

  private static final long serialVersionUID = 1;

  private final Reading<T, V> reading;
  private final Rules<V> rules;
  private final Counting<V, O> counting;
  private final Coder<O> coder;

  private Admission(
      Reading<T, V> reading, Rules<V> rules, Counting<V, O> counting, Coder<O> coder) {
    this.reading = reading;
    this.rules = rules;
    this.counting = counting;
    this.coder = coder;
  }

  /**
   * Admits by these rules, and counts this way.
   *
   * @param coder for what goes on through the graph
   */
  public static <T, V extends EventView, O> Admission<T, V, O> of(
      Reading<T, V> reading, Rules<V> rules, Counting<V, O> counting, Coder<O> coder) {
    return new Admission<>(reading, rules, counting, coder);
  }

  @Override
  public Outcome<O> expand(PCollection<T> elements) {
    TupleTag<O> counted = new TupleTag<>("counted");
    TupleTag<Reject> rejects = new TupleTag<>("rejects") {};
    TupleTag<TooLate> tooLate = new TupleTag<>("tooLate") {};
    TupleTag<KV<Long, Tally>> books = new TupleTag<>("books") {};
    PCollectionTuple outputs =
        elements.apply(
            "GiveEachRecordItsFate",
            ParDo.of(new Admit<>(reading, rules, counting, counted, rejects, tooLate, books))
                .withOutputTags(counted, TupleTagList.of(rejects).and(tooLate).and(books)));
    return new Outcome<>(
        outputs.get(counted).setCoder(coder),
        outputs.get(rejects),
        outputs.get(tooLate),
        outputs.get(books));
  }
}
