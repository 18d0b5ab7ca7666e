package dev.tideline.books;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.fixed;

import dev.tideline.coverage.Coverage;
import dev.tideline.coverage.CoverageCoders;
import dev.tideline.ledger.LedgerCoders;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.records.SourcePartition;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.AtomicCoder;

/** The bytes of books. */
public final class BooksCoder extends AtomicCoder<Books> {

  private static final long serialVersionUID = 1;

  private static final BooksCoder CODER = new BooksCoder();

  private BooksCoder() {}

  /** The coder. */
  public static BooksCoder of() {
    return CODER;
  }

  @Override
  public void encode(Books books, OutputStream out) throws IOException {
    count(books.minutes().size(), out);
    for (Map.Entry<Long, LedgerEntry> minute : books.minutes().entrySet()) {
      fixed(minute.getKey(), out);
      LedgerCoders.ENTRY.encode(minute.getValue(), out);
    }
    count(books.coverage().size(), out);
    for (Map.Entry<SourcePartition, Coverage> read : books.coverage().entrySet()) {
      CoverageCoders.PARTITION.encode(read.getKey(), out);
      CoverageCoders.COVERAGE.encode(read.getValue(), out);
    }
  }

  @Override
  public Books decode(InputStream in) throws IOException {
    SortedMap<Long, LedgerEntry> minutes = new TreeMap<>();
    for (int left = count(in); left > 0; left--) {
      minutes.put(fixed(in), LedgerCoders.ENTRY.decode(in));
    }
    SortedMap<SourcePartition, Coverage> coverage = new TreeMap<>();
    for (int left = count(in); left > 0; left--) {
      coverage.put(CoverageCoders.PARTITION.decode(in), CoverageCoders.COVERAGE.decode(in));
    }
    return new Books(minutes, coverage);
  }
}
