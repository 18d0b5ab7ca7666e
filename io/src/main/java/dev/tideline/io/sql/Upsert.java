package dev.tideline.io.sql;

import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.joda.time.Duration;

/**
 * Puts rows into a table, which keeps one of each key. Rows that come twice don't change what it
 * holds in the end, nor does the order of arrival where it keeps the greatest version.
 *
 * <p>Input: rows in any windows and panes. A database that can't be reached is waited for, and the
 * graph before it goes on meanwhile: the rows pass a {@link Reshuffle}, which Flink and Spark
 * translate to a plain exchange without state or timers. A keyed step, {@code GroupIntoBatches}
 * say, would cost state on Flink and does not run on Spark. What is waited for piles up in the
 * exchange's buffers on Flink; on Spark a batch ends when all its sinks have, so there the next one
 * waits.
 *
 * @param <R> the row
 */
public final class Upsert<R> extends PTransform<PCollection<R>, PDone> {

  /** For how long a run waits for a database that is away. */
  public static final Duration PATIENCE = Duration.standardMinutes(10);

  private static final long serialVersionUID = 1;

  /** Few: on the Direct runner each costs, and a table has no use for many writers. */
  private static final int WRITERS = 4;

  private final Database database;
  private final SqlTable<R> table;
  private final Duration patience;

  private Upsert(Database database, SqlTable<R> table, Duration patience) {
    this.database = database;
    this.table = table;
    this.patience = patience;
  }

  /** Puts rows into a table of a database, which is waited for as long as {@link #PATIENCE}. */
  public static <R> Upsert<R> into(Database database, SqlTable<R> table) {
    return new Upsert<>(database, table, PATIENCE);
  }

  /** The same with another patience. */
  public Upsert<R> waitingAtMost(Duration most) {
    return new Upsert<>(database, table, most);
  }

  @Override
  public PDone expand(PCollection<R> rows) {
    rows.apply("GoOnMeanwhile", Reshuffle.<R>viaRandomKey().withNumBuckets(WRITERS))
        .apply("WriteToTable", ParDo.of(new UpsertFn<>(database, table, patience)));
    return PDone.in(rows.getPipeline());
  }
}
