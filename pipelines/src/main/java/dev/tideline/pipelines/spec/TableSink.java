package dev.tideline.pipelines.spec;

import dev.tideline.io.answer.AnswerTables;
import dev.tideline.io.sort.SortedTexts;
import dev.tideline.io.sql.TableRows;
import dev.tideline.row.RowFormat;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.values.PCollection;

/** Puts rows into the table of their format. */
record TableSink<R>(AnswerTables tables, RowFormat<R> format) implements RowSink<R> {

  @Override
  public List<TableRows<?>> write(PCollection<R> rows) {
    return tables.rows(rows, format);
  }

  @Override
  public void read(SortedTexts.Each each) throws IOException {
    tables.stored().rows(format, each);
  }
}
