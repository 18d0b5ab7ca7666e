package dev.tideline.io.settlement;

import dev.tideline.io.files.InputException;
import java.util.List;
import java.util.function.UnaryOperator;

/** Takes a table of texts, row after row. */
interface EachRow {

  /**
   * The names of the columns, before all rows.
   *
   * @return whether it wants the rows
   * @throws InputException if a table with these is not what is wanted
   */
  boolean header(List<String> names) throws InputException;

  /**
   * A row.
   *
   * @param number among the rows, from 1
   * @param texts the text in a column, by the column's name; empty where there is none
   */
  void row(long number, UnaryOperator<String> texts);

  /** One that has not as many fields as the header. */
  void unfit(long number);
}
