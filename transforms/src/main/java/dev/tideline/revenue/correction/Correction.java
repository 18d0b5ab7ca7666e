package dev.tideline.revenue.correction;

import dev.tideline.json.JsonText;
import dev.tideline.revenue.Revenue;
import dev.tideline.revenue.RevenueRow;
import dev.tideline.revenue.StoreDay;
import java.time.LocalDate;
import java.util.SortedMap;

/**
 * An event that is booked on a day and was not in the published version of that day, or the other
 * way round. One that moves from a day to another is a correction of each.
 *
 * @param eventId its id
 * @param storeId its store
 * @param currency of its amounts, ISO 4217
 * @param eventTime when it happened, ms since the epoch
 * @param ingestTime when it was ingested, ms since the epoch; of several copies the first
 * @param day the business day, an epoch day
 * @param was whether the published version has it
 * @param is whether it is booked there now
 * @param cause why the two differ
 * @param booked what it adds where it is booked, by category
 */
public record Correction(
    String eventId,
    String storeId,
    String currency,
    long eventTime,
    long ingestTime,
    int day,
    boolean was,
    boolean is,
    CorrectionCause cause,
    SortedMap<String, Revenue> booked) {

  /** Whether it changes anything: another copy of the event may have been booked before. */
  boolean changes() {
    return was != is;
  }

  /** What is known of an event and a day by two of its copies, whose content is the same. */
  Correction merge(Correction other) {
    boolean others = changes() == other.changes() ? other.ingestTime < ingestTime : other.changes();
    Correction telling = others ? other : this;
    return new Correction(
        eventId,
        storeId,
        currency,
        eventTime,
        telling.ingestTime,
        day,
        was || other.was,
        is || other.is,
        telling.cause,
        booked);
  }

  /** As a JSON object on one line, with a row for what it adds to each category. */
  public String toJson() {
    StoreDay of = new StoreDay(storeId, day);
    return JsonText.object(
        json -> {
          json.text("business_day", LocalDate.ofEpochDay(day).toString());
          json.text("event_id", eventId);
          json.text("store_id", storeId);
          json.text("change", is ? "ADDED" : "REMOVED");
          json.text("cause", cause.name());
          json.time("event_time", eventTime);
          json.time("ingest_time", ingestTime);
          json.objects(
              "rows",
              booked.entrySet(),
              each ->
                  RevenueRow.FORMAT.write(
                      new RevenueRow(
                          of, each.getKey(), currency, each.getValue(), each.getValue().events()),
                      json));
        });
  }
}
