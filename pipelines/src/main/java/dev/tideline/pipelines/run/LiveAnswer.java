package dev.tideline.pipelines.run;

import dev.tideline.io.answer.StoredAnswer;
import dev.tideline.io.answer.WrittenAnswer;
import dev.tideline.io.sort.SortedTexts;
import dev.tideline.pipelines.spec.RowSink;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * What a live run has written.
 *
 * @param rows where its rows are
 * @param stored its tables, with the ledger
 * @param run its id
 * @param rejects counts its broken records where they are
 */
record LiveAnswer(RowSink<?> rows, StoredAnswer stored, String run, Count rejects)
    implements WrittenAnswer {

  /** How many there are. */
  @FunctionalInterface
  interface Count {
    /** Counts, if that can be done. */
    OptionalLong get() throws IOException;
  }

  @Override
  public void rows(SortedTexts.Each each) throws IOException {
    rows.read(each);
  }

  @Override
  public void coverage(EachPartition each) throws IOException {
    stored.coverage(run, each);
  }

  @Override
  public Kept kept() throws IOException {
    return new Kept(rejects.get(), OptionalLong.of(stored.keptTooLate()));
  }

  @Override
  public void ledger(EachMinute each) throws IOException {
    stored.ledger(each);
  }
}
