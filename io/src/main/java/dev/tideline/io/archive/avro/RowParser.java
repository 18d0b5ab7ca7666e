package dev.tideline.io.archive.avro;

import dev.tideline.io.archive.view.ViewSchema;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RecordLocation;
import java.io.Serializable;
import org.apache.avro.generic.IndexedRecord;

/**
 * Makes events of the rows of one row group.
 *
 * @param <E> the event
 */
interface RowParser<E> {

  /**
   * Makes an event of a row.
   *
   * @throws BrokenRecord if it is none
   */
  E parse(IndexedRecord row, RecordLocation location) throws BrokenRecord;

  /**
   * Begins with a row group.
   *
   * @param <E> the event
   */
  @FunctionalInterface
  interface Opening<E> extends Serializable {
    /** Finds the fields among its columns. */
    RowParser<E> open(ViewSchema schema);
  }
}
