package dev.tideline.pipelines.spec;

import dev.tideline.io.answer.AnswerTables;
import dev.tideline.io.sort.SortedTexts;
import dev.tideline.row.RowFormat;
import java.io.IOException;
import org.apache.beam.sdk.values.PCollection;

/** Puts rows into the table of their format. */
record TableSink<R>(AnswerTables tables, RowFormat<R> format) implements RowSink<R> {

  @Override
  public void write(PCollection<R> rows) {
    tables.rows(rows, format);
  }

  @Override
  public void read(SortedTexts.Each each) throws IOException {
    tables.stored().rows(format, each);
  }
}
