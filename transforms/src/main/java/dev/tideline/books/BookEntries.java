package dev.tideline.books;

import dev.tideline.coverage.Coverage;
import dev.tideline.coverage.CoverageCoders;
import dev.tideline.ledger.LedgerCoders;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.records.SourcePartition;
import java.util.SortedMap;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Takes apart what {@link KeepBooks} has added up.
 *
 * <p>Input: books. Window: theirs. Output: each entry in them, the whole of its key.
 *
 * @param <K> what an entry is of
 * @param <V> the entry
 */
public final class BookEntries<K, V> extends PTransform<PCollection<Books>, PCollection<KV<K, V>>> {

  private static final long serialVersionUID = 1;

  private final SerializableFunction<Books, SortedMap<K, V>> part;
  private final Coder<KV<K, V>> coder;

  private BookEntries(SerializableFunction<Books, SortedMap<K, V>> part, Coder<KV<K, V>> coder) {
    this.part = part;
    this.coder = coder;
  }

  /** The entries of the ledger, by the first ms of their minutes. */
  public static BookEntries<Long, LedgerEntry> ofLedger() {
    return new BookEntries<>(Books::minutes, LedgerCoders.MINUTE);
  }

  /** What was read of each partition or file. */
  public static BookEntries<SourcePartition, Coverage> ofCoverage() {
    return new BookEntries<>(Books::coverage, CoverageCoders.OF_PARTITION);
  }

  @Override
  public PCollection<KV<K, V>> expand(PCollection<Books> books) {
    return books
        .apply(
            "Entries", FlatMapElements.into(new TypeDescriptor<KV<K, V>>() {}).via(this::entries))
        .setCoder(coder);
  }

  private Iterable<KV<K, V>> entries(Books books) {
    return part.apply(books).entrySet().stream()
        .map(entry -> KV.of(entry.getKey(), entry.getValue()))
        .toList();
  }
}
