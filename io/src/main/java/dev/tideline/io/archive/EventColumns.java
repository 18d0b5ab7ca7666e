package dev.tideline.io.archive;

import dev.tideline.io.files.SourceFile;
import dev.tideline.io.parquet.ColumnChunk;
import dev.tideline.io.parquet.OpenRowGroup;
import dev.tideline.io.parquet.Rows;
import dev.tideline.records.RecordLocation;
import java.io.IOException;
import org.apache.parquet.io.api.Binary;

/** The columns that any event has, a batch of rows at a time. */
final class EventColumns {

  private final String file;
  private final ColumnChunk storeIdColumn;
  private final ColumnChunk currencyColumn;
  private final ColumnChunk eventTimeColumn;
  private final ColumnChunk ingestTimeColumn;
  private final ColumnChunk copyColumn;

  private final String[] storeId = new String[Rows.BATCH];
  private final String[] currency = new String[Rows.BATCH];
  private final long[] eventTime = new long[Rows.BATCH];
  private final long[] ingestTime = new long[Rows.BATCH];
  private final int[] copy = new int[Rows.BATCH];

  EventColumns(OpenRowGroup from, SourceFile file) throws IOException {
    this.file = file.name();
    this.storeIdColumn = from.column("store_id");
    this.currencyColumn = from.column("currency");
    this.eventTimeColumn = from.column("event_time");
    this.ingestTimeColumn = from.column("ingest_time");
    this.copyColumn = from.column("copy");
  }

  void load(int rows) {
    storeIdColumn.objects(storeId, rows, Binary::toStringUsingUTF8);
    currencyColumn.objects(currency, rows, Binary::toStringUsingUTF8);
    eventTimeColumn.longs(eventTime, rows);
    ingestTimeColumn.longs(ingestTime, rows);
    copyColumn.ints(copy, rows);
  }

  String storeId(int row) {
    return storeId[row];
  }

  String currency(int row) {
    return currency[row];
  }

  long eventTime(int row) {
    return eventTime[row];
  }

  long ingestTime(int row) {
    return ingestTime[row];
  }

  int copy(int row) {
    return copy[row];
  }

  /**
   * @param number of the row in the file, from 0
   */
  RecordLocation location(long number) {
    return RecordLocation.inFile(file, number);
  }
}
