package dev.tideline.io.answer;

import dev.tideline.io.sort.RowDigest;
import dev.tideline.io.sort.SortedTexts;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.row.RowFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An answer that is small enough to be held, to be compared with another.
 *
 * @param rows the canonical rows, each as often as it is there, sorted by their bytes
 * @param ledger what became of the records, by the first ms of their minute of ingest
 */
public record Answer(List<String> rows, SortedMap<Long, LedgerEntry> ledger)
    implements WrittenAnswer {

  /**
   * Reads the files of a run.
   *
   * @param directory where {@link AnswerFiles} wrote them
   * @throws IOException if they can't be read, or rows or ledger are missing
   */
  public static Answer read(Path directory) throws IOException {
    WrittenFiles files = new WrittenFiles(directory);
    List<String> rows = new ArrayList<>();
    files.rows(rows::add);
    NavigableMap<Long, LedgerEntry> ledger = new TreeMap<>();
    files.ledger(ledger::put);
    return new Answer(List.copyOf(rows), ledger);
  }

  /**
   * Reads the tables of a run.
   *
   * @param format the rows, which are all that is in their table
   * @throws IOException if they can't be read
   */
  public static Answer read(StoredAnswer stored, RowFormat<?> format) throws IOException {
    return new Answer(stored.rows(format), stored.ledger());
  }

  /** SHA-256 of the sorted rows, each ended by a line feed, in hex. Equal rows, equal digest. */
  public String digest() {
    RowDigest digest = new RowDigest();
    rows.forEach(digest::add);
    return digest.hex();
  }

  /** The ledger of the whole run. */
  public LedgerEntry total() {
    return ledger.values().stream().reduce(LedgerEntry.ZERO, LedgerEntry::plus);
  }

  @Override
  public void rows(SortedTexts.Each each) throws IOException {
    for (String row : rows) {
      each.take(row);
    }
  }

  /** It does not keep what was read of the source. */
  @Override
  public void coverage(EachPartition each) {}

  /** Nor how much was kept of what does not count. */
  @Override
  public Kept kept() {
    return Kept.UNKNOWN;
  }

  @Override
  public void ledger(EachMinute each) throws IOException {
    for (var minute : ledger.entrySet()) {
      each.take(minute.getKey(), minute.getValue());
    }
  }
}
