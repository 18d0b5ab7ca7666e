package dev.tideline.io.answer;

import dev.tideline.io.sql.SqlColumns;
import dev.tideline.io.sql.SqlTable;
import dev.tideline.json.Timestamps;
import dev.tideline.row.RowFormat;
import dev.tideline.row.RowFormat.Column;
import dev.tideline.row.RowFormat.TextColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.values.KV;

/**
 * The table of all versions of an answer's rows that were published: what stood in the answer's own
 * table, and from when on.
 *
 * <p>It has the answer's columns, the version, the {@code timing} of the pane that fired it ({@code
 * EARLY}, {@code ON_TIME} or {@code LATE}), and {@code shown_at}, when it was first written, by the
 * clock of the writing machine, UTC. A version that is published again, after a restart say, stays
 * as it was first shown. One that came after a greater one was never shown, for the answer's table
 * refused it.
 */
public final class HistoryTable {

  static final String TIMING = "timing";
  static final String SHOWN_AT = "shown_at";

  private HistoryTable() {}

  /** The history of the rows of a format, which come under the timings of their panes. */
  public static <R> SqlTable<KV<String, R>> of(RowFormat<R> format) {
    List<Column<KV<String, R>>> columns =
        new ArrayList<>(
            SqlColumns.ofPart(
                SqlColumns.versioned(SqlColumns.stored(format.columns()), format.version()),
                KV::getValue));
    columns.add(new TextColumn<>(TIMING, KV::getKey));
    // Asked for when the row is written, again if that has to be done again.
    columns.add(new TextColumn<>(SHOWN_AT, row -> Timestamps.format(System.currentTimeMillis())));
    List<String> key = new ArrayList<>(format.key());
    key.addAll(List.of(SqlColumns.VERSION, TIMING));
    return SqlTable.ofFirst(format.name() + "_history", columns, key);
  }
}
