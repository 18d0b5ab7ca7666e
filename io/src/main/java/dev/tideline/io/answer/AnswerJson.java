package dev.tideline.io.answer;

import dev.tideline.event.EventRules;
import dev.tideline.json.JsonText;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.ledger.TooLateEvent;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.Reject;
import java.util.TreeMap;

/** The JSON of everything a run writes beside its rows, an object a line. */
public final class AnswerJson {

  private AnswerJson() {}

  /** A rejected record, with its reason, its location, and its time of ingest if it can be true. */
  public static String of(Reject reject) {
    return JsonText.object(
        json -> {
          json.text("reason", reject.reason().name());
          json.text("detail", reject.detail());
          json.text("value", reject.value().isEmpty() ? null : reject.value());
          location(reject.location(), json);
          if (EventRules.plausible(reject.ingestTime())) {
            json.time("ingest_time", reject.ingestTime());
          } else {
            json.text("ingest_time", null);
          }
          json.number("payload_bytes", reject.payload().size());
          json.text("payload", reject.payload().text());
        });
  }

  /** A too-late event, with how late it was. */
  public static String of(TooLateEvent event) {
    return JsonText.object(
        json -> {
          location(event.location(), json);
          json.time("event_time", event.eventTime());
          json.time("ingest_time", event.ingestTime());
          json.number("late_ms", event.ingestTime() - event.eventTime());
          json.text("event", event.event().isEmpty() ? null : event.event());
        });
  }

  /**
   * What became of the records of a minute.
   *
   * @param minute the first ms of the minute of ingest; that of 1970 holds the records that don't
   *     tell when they were ingested, or tell a time that can't be
   */
  public static String of(long minute, LedgerEntry entry) {
    return JsonText.object(
        json -> {
          json.time("minute", minute);
          entry(entry, json);
        });
  }

  /** The fields of an entry. */
  public static void entry(LedgerEntry entry, JsonText json) {
    json.number("read", entry.read());
    json.number("counted", entry.counted());
    json.number("duplicate", entry.duplicate());
    json.number("too_late", entry.tooLate());
    json.number("out_of_scope", entry.outOfScope());
    json.number("rejected", entry.allRejected());
    json.object(
        "rejected_by_reason",
        () ->
            new TreeMap<>(entry.rejected()).forEach((reason, n) -> json.number(reason.name(), n)));
  }

  private static void location(RecordLocation location, JsonText json) {
    json.text("source", location.source());
    json.number("partition", location.partition());
    json.number("offset", location.offset());
  }
}
