package dev.tideline.io.archive.avro;

import dev.tideline.io.archive.view.ViewSchema;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import org.apache.avro.generic.IndexedRecord;

/** The fields that any event has. */
final class EventFields {

  private final ViewSchema schema;
  private final Field ingestTime;
  private final Field eventTime;
  private final Field orderId;
  private final Field storeId;
  private final Field currency;

  EventFields(ViewSchema schema) {
    this.schema = schema;
    this.ingestTime = field("ingest_time");
    this.eventTime = field("event_time");
    this.orderId = field("order_id");
    this.storeId = field("store_id");
    this.currency = field("currency");
  }

  /** A field of the row itself. */
  Field field(String name) {
    return Field.of("", name, schema.columns(), schema.fromPath());
  }

  /** To be asked first: what is wrong after it is entered in its minute. */
  long ingestTime(IndexedRecord row) throws BrokenRecord {
    return ingestTime.time(row, RawRecord.IN_PAYLOAD);
  }

  long eventTime(IndexedRecord row, long ingested) throws BrokenRecord {
    return eventTime.time(row, ingested);
  }

  String orderId(IndexedRecord row, long ingested) throws BrokenRecord {
    return orderId.text(row, ingested);
  }

  String storeId(IndexedRecord row, long ingested) throws BrokenRecord {
    return storeId.text(row, ingested);
  }

  String currency(IndexedRecord row, long ingested) throws BrokenRecord {
    return currency.text(row, ingested);
  }
}
