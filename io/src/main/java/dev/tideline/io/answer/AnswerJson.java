package dev.tideline.io.answer;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tideline.admission.ReusedId;
import dev.tideline.coverage.Coverage;
import dev.tideline.event.EventRules;
import dev.tideline.json.JsonText;
import dev.tideline.json.Timestamps;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.ledger.TooLateEvent;
import dev.tideline.money.Amount;
import dev.tideline.money.Unposted;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.Reject;
import dev.tideline.records.RejectReason;
import dev.tideline.records.SourcePartition;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JSON of everything a run writes beside its rows, an object a line. */
public final class AnswerJson {

  /** Keeps decimals as they are written: amounts are never doubles, and keep their zeroes. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

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
          Unposted unposted = reject.unposted();
          if (unposted.eventTime() != null && EventRules.plausible(unposted.eventTime())) {
            json.time("event_time", unposted.eventTime());
          } else {
            json.text("event_time", null);
          }
          money(unposted, json);
          json.number("payload_bytes", reject.payload().size());
          json.text("payload", reject.payload().text());
        });
  }

  /**
   * A too-late event. Its {@code late_ms} counts from when it happened to when it was ingested, not
   * from its deadline.
   */
  public static String of(TooLateEvent event) {
    return JsonText.object(
        json -> {
          location(event.location(), json);
          json.time("event_time", event.eventTime());
          json.time("ingest_time", event.ingestTime());
          json.number("late_ms", event.ingestTime() - event.eventTime());
          json.text("other_copy", event.otherCopy().name());
          money(event.unposted(), json);
          json.text("event", event.event().isEmpty() ? null : event.event());
        });
  }

  private static void money(Unposted unposted, JsonText json) {
    json.text("event_id", unposted.eventId());
    json.text("store_id", unposted.storeId());
    json.text("currency", unposted.currency());
    if (unposted.net() == null) {
      json.text("net", null);
    } else {
      json.amount("net", unposted.net());
    }
    json.flag("repeat", unposted.repeat());
  }

  /** An id under which several events count. */
  public static String of(ReusedId reused) {
    return JsonText.object(
        json -> {
          json.text("id", reused.id());
          json.number("events", reused.events());
          json.object(
              "gross",
              () ->
                  reused
                      .gross()
                      .forEach((currency, amount) -> json.text(currency, Amount.format(amount))));
        });
  }

  /** What the ids under which several events count add up to. */
  public static void reused(ReusedIds reused, JsonText json) {
    json.number("ids", reused.ids());
    json.number("events", reused.events());
    json.object(
        "gross",
        () ->
            reused
                .gross()
                .forEach((currency, amount) -> json.text(currency, amount.toPlainString())));
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

  /** What was read of a partition or file. */
  public static String of(SourcePartition partition, Coverage coverage) {
    return JsonText.object(
        json -> {
          json.text("source", partition.source());
          json.number("partition", partition.partition());
          json.number("records", coverage.records());
          json.number("length", coverage.length());
          json.text("read", spans(coverage));
        });
  }

  /** The parts that were read: {@code 0-17 19-20}. */
  static String spans(Coverage coverage) {
    return coverage.spans().stream()
        .map(span -> span.from() + "-" + span.to())
        .collect(Collectors.joining(" "));
  }

  private static List<Coverage.Span> spans(String text) {
    return Stream.of(text.split(" "))
        .filter(span -> !span.isEmpty())
        .map(span -> span.split("-"))
        .map(ends -> new Coverage.Span(Long.parseLong(ends[0]), Long.parseLong(ends[1])))
        .toList();
  }

  /** Hands over what a line says was read, as {@link #of(SourcePartition, Coverage)} makes it. */
  static void coverage(String line, WrittenAnswer.EachPartition each) throws IOException {
    JsonNode fields = parse(line);
    each.take(
        new SourcePartition(fields.get("source").asText(), fields.get("partition").asInt()),
        new Coverage(
            spans(fields.get("read").asText()),
            fields.get("length").asLong(),
            fields.get("records").asLong()));
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

  /**
   * Reads a line, a row's say.
   *
   * @throws IOException if it is no JSON
   */
  public static JsonNode parse(String line) throws IOException {
    return JSON.readTree(line);
  }

  /** Hands over the entry of a line as {@link #of(long, LedgerEntry)} makes it. */
  static void minute(String line, WrittenAnswer.EachMinute each) throws IOException {
    JsonNode fields = parse(line);
    each.take(Timestamps.parse(fields.get("minute").asText()), entry(fields));
  }

  private static LedgerEntry entry(JsonNode fields) {
    Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
    fields
        .get("rejected_by_reason")
        .fields()
        .forEachRemaining(
            reason ->
                rejected.put(RejectReason.valueOf(reason.getKey()), reason.getValue().asLong()));
    return new LedgerEntry(
        fields.get("read").asLong(),
        fields.get("counted").asLong(),
        fields.get("duplicate").asLong(),
        fields.get("too_late").asLong(),
        fields.get("out_of_scope").asLong(),
        rejected);
  }

  /** Where the record was found that a line of rejects is about. */
  public static RecordLocation location(JsonNode reject) {
    JsonNode line = reject.get("line");
    return new RecordLocation(
        reject.get("source").asText(),
        reject.get("partition").asInt(),
        reject.get("offset").asLong(),
        line == null ? 0 : line.asLong());
  }

  private static void location(RecordLocation location, JsonText json) {
    json.text("source", location.source());
    json.number("partition", location.partition());
    json.number("offset", location.offset());
    if (location.line() > 0) {
      json.number("line", location.line());
    }
  }
}
