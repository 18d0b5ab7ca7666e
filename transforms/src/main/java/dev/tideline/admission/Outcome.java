package dev.tideline.admission;

import dev.tideline.books.Books;
import dev.tideline.books.BooksCoder;
import dev.tideline.coverage.Coverage;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.ledger.TooLateEvent;
import dev.tideline.records.Reject;
import dev.tideline.records.SourcePartition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Everything that comes out of a graph: the answer, and an account of every record that is not in
 * it.
 *
 * @param rows the answer, or on the way to it what counts
 * @param rejects records that can't be parsed or break a rule
 * @param tooLate events ingested later than the pipeline waits for
 * @param ledger what became of the records, in parts, by the first ms of their minute of ingest
 * @param coverage what was read of the source, in parts
 * @param reusedIds ids under which several events count, where they are found out: in at most one
 *     collection
 * @param <R> what the answer is made of
 */
public record Outcome<R>(
    PCollection<R> rows,
    PCollection<Reject> rejects,
    PCollection<TooLateEvent> tooLate,
    PCollection<KV<Long, LedgerEntry>> ledger,
    PCollection<KV<SourcePartition, Coverage>> coverage,
    List<PCollection<ReusedId>> reusedIds)
    implements POutput {

  /** The same account with the rows that were made of what counts. */
  public <S> Outcome<S> withRows(PCollection<S> made) {
    return new Outcome<>(made, rejects, tooLate, ledger, coverage, reusedIds);
  }

  /** The ledger and the coverage, as parts of the books. */
  public PCollectionList<Books> toBooks() {
    TypeDescriptor<Books> books = TypeDescriptor.of(Books.class);
    return PCollectionList.of(
            ledger
                .apply(
                    "LedgerToBooks",
                    MapElements.into(books).via(part -> Books.of(part.getKey(), part.getValue())))
                .setCoder(BooksCoder.of()))
        .and(
            coverage
                .apply(
                    "CoverageToBooks",
                    MapElements.into(books).via(part -> Books.of(part.getKey(), part.getValue())))
                .setCoder(BooksCoder.of()));
  }

  @Override
  public Pipeline getPipeline() {
    return rows.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    Map<TupleTag<?>, PValue> all = new HashMap<>();
    all.put(new TupleTag<>("rows"), rows);
    all.put(new TupleTag<>("rejects"), rejects);
    all.put(new TupleTag<>("tooLate"), tooLate);
    all.put(new TupleTag<>("ledger"), ledger);
    all.put(new TupleTag<>("coverage"), coverage);
    reusedIds.forEach(ids -> all.put(new TupleTag<>("reusedIds"), ids));
    return Map.copyOf(all);
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}
}
