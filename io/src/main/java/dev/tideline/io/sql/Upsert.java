package dev.tideline.io.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.join.RawUnionValue;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PDone;
import org.joda.time.Duration;

/**
 * Puts rows into their tables, each of which keeps one of each key. Rows that come twice don't
 * change what a table holds in the end, nor does the order of arrival where it keeps the greatest
 * version. All tables are filled in one step, for each step has its price: on Spark a job of its
 * own in every micro-batch.
 *
 * <p>Input: rows in any windows and panes. A database that can't be reached is waited for, and the
 * graph before it goes on meanwhile: the rows pass a {@link Reshuffle}, which Flink and Spark
 * translate to a plain exchange without state or timers. A keyed step, {@code GroupIntoBatches}
 * say, would cost state on Flink and does not run on Spark. What is waited for piles up in the
 * exchange's buffers on Flink; on Spark a batch ends when all its sinks have, so there the next one
 * waits.
 */
public final class Upsert extends PTransform<PCollectionList<RawUnionValue>, PDone> {

  /** For how long a run waits for a database that is away. */
  public static final Duration PATIENCE = Duration.standardMinutes(10);

  private static final long serialVersionUID = 2;

  /** Few: on the Direct runner each costs, and a table has no use for many writers. */
  private static final int WRITERS = 4;

  private final Database database;
  private final ArrayList<SqlTable<?>> tables;
  private final Duration patience;

  private Upsert(Database database, List<SqlTable<?>> tables, Duration patience) {
    this.database = database;
    this.tables = new ArrayList<>(tables);
    this.patience = patience;
  }

  /**
   * Puts rows into tables of a database, which is waited for as long as {@link #PATIENCE}.
   *
   * @param all at least one
   */
  public static void into(Database database, List<TableRows<?>> all) {
    into(database, all, PATIENCE);
  }

  /** The same with another patience. */
  static void into(Database database, List<TableRows<?>> all, Duration patience) {
    List<SqlTable<?>> tables = new ArrayList<>();
    all.forEach(each -> tables.add(each.table()));
    TableRows.tagged(all).apply("StoreRows", new Upsert(database, tables, patience));
  }

  @Override
  public PDone expand(PCollectionList<RawUnionValue> rows) {
    rows.apply("OfAllTables", Flatten.pCollections())
        .apply("GoOnMeanwhile", Reshuffle.<RawUnionValue>viaRandomKey().withNumBuckets(WRITERS))
        .apply("WriteToTables", ParDo.of(new UpsertFn(database, tables, patience)));
    return PDone.in(rows.getPipeline());
  }
}
