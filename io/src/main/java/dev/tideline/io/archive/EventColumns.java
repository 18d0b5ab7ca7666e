package dev.tideline.io.archive;

import dev.tideline.io.files.SourceFile;
import dev.tideline.io.parquet.ColumnChunk;
import dev.tideline.io.parquet.LazyTexts;
import dev.tideline.io.parquet.OpenRowGroup;
import dev.tideline.io.parquet.Rows;
import dev.tideline.io.parquet.Utf8;
import dev.tideline.money.Unposted;
import dev.tideline.records.Finding;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.Reject;
import dev.tideline.records.RejectReason;
import java.io.IOException;

/** The columns that any event has, a batch of rows at a time. */
final class EventColumns {

  private final String file;
  private final ColumnChunk storeIdColumn;
  private final ColumnChunk currencyColumn;
  private final ColumnChunk eventTimeColumn;
  private final ColumnChunk ingestTimeColumn;
  private final ColumnChunk copyColumn;
  private final LazyTexts orderId;

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
    this.orderId = from.later("order_id");
  }

  void load(int rows) {
    storeIdColumn.objects(storeId, rows, Utf8::textOrNull);
    currencyColumn.objects(currency, rows, Utf8::textOrNull);
    eventTimeColumn.longs(eventTime, rows);
    ingestTimeColumn.longs(ingestTime, rows);
    copyColumn.ints(copy, rows);
    orderId.next(rows);
  }

  String orderId(int row) {
    return orderId.get(row);
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

  /** The reject of a row of which a text is none or empty, or null if these are good. */
  Reject broken(int row, long number) {
    Reject store = broken("store_id", storeId[row], row, number);
    return store == null ? broken("currency", currency[row], row, number) : store;
  }

  /** The reject of a row if this text of it is none or empty, else null. */
  Reject broken(String column, String text, int row, long number) {
    if (text != null && !text.isEmpty()) {
      return null;
    }
    return reject(
        text == null ? RejectReason.NOT_UTF8 : RejectReason.MISSING_FIELD, column, "", row, number);
  }

  /** The reject of a row for what stands in a column of it. */
  Reject reject(RejectReason reason, String column, String value, int row, long number) {
    return Reject.of(
        new Finding(reason, column, value),
        location(number),
        ingestTime[row],
        null,
        Unposted.NOTHING);
  }

  /**
   * @param number of the row in the file, from 0
   */
  RecordLocation location(long number) {
    return RecordLocation.inFile(file, number);
  }
}
