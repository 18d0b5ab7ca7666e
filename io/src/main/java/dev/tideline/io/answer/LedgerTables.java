package dev.tideline.io.answer;

import dev.tideline.coverage.Coverage;
import dev.tideline.io.sql.SqlColumns;
import dev.tideline.io.sql.SqlTable;
import dev.tideline.io.sql.StoredText;
import dev.tideline.json.JsonText;
import dev.tideline.json.Timestamps;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.ledger.TooLateEvent;
import dev.tideline.records.RecordLocation;
import dev.tideline.records.Reject;
import dev.tideline.records.SourcePartition;
import dev.tideline.row.RowFormat.Column;
import dev.tideline.row.RowFormat.Kind;
import dev.tideline.row.RowFormat.LongColumn;
import dev.tideline.row.RowFormat.LongOf;
import dev.tideline.row.RowFormat.TextColumn;
import dev.tideline.row.RowFormat.TextOf;
import java.util.List;
import java.util.TreeMap;
import org.apache.beam.sdk.values.KV;

/** The tables that account for the records of a pipeline, shared by all pipelines. */
public final class LedgerTables {

  static final String LEDGER = "ledger";
  static final String TOO_LATE = "too_late";
  static final String REJECTS = "rejects";
  static final String COVERAGE = "coverage";
  static final String RUN = "run_id";
  static final String LINE = "line";
  static final String TOPICS = "source_topics";
  static final String TOPIC_ID = "topic_id";

  private LedgerTables() {}

  /**
   * What became of the records of each minute of ingest. Entries only grow, so of two of a minute
   * the one of more records is the newer.
   */
  public static SqlTable<KV<Long, LedgerEntry>> ledger(String pipeline) {
    return SqlTable.ofNewest(
        LEDGER,
        SqlColumns.versioned(
            List.of(
                text("pipeline", minute -> pipeline),
                text("minute", minute -> Timestamps.format(minute.getKey())),
                whole("read", minute -> minute.getValue().read()),
                whole("counted", minute -> minute.getValue().counted()),
                whole("duplicate", minute -> minute.getValue().duplicate()),
                whole("too_late", minute -> minute.getValue().tooLate()),
                whole("out_of_scope", minute -> minute.getValue().outOfScope()),
                whole("rejected", minute -> minute.getValue().allRejected()),
                text("rejected_by_reason", minute -> byReason(minute.getValue()))),
            minute -> minute.getValue().version()),
        List.of("pipeline", "minute"));
  }

  /**
   * The events that came too late, each with the line of JSON that a file would have. {@code
   * late_ms} counts from when an event happened to when it was ingested, not from its deadline.
   */
  public static SqlTable<TooLateEvent> tooLate(String pipeline) {
    return SqlTable.ofNewest(
        TOO_LATE,
        SqlColumns.versioned(
            List.of(
                text("pipeline", event -> pipeline),
                text("source", event -> source(event.location())),
                whole("partition", event -> event.location().partition()),
                whole("offset", event -> event.location().offset()),
                text("event_time", event -> Timestamps.format(event.eventTime())),
                whole("late_ms", event -> event.ingestTime() - event.eventTime()),
                text(LINE, AnswerJson::of)),
            TooLateEvent::ingestTime),
        placeIn());
  }

  /** The broken records, each with the line of JSON that a file would have. */
  public static SqlTable<Reject> rejects(String pipeline) {
    return SqlTable.ofNewest(
        REJECTS,
        SqlColumns.versioned(
            List.of(
                text("pipeline", reject -> pipeline),
                text("source", reject -> source(reject.location())),
                whole("partition", reject -> reject.location().partition()),
                whole("offset", reject -> reject.location().offset()),
                text("reason", reject -> reject.reason().name()),
                text(LINE, AnswerJson::of)),
            Reject::ingestTime),
        placeIn());
  }

  /**
   * What a run has read of the source. It only grows, so of two of a partition the one that is
   * longer is the newer.
   *
   * @param run its id: a run that begins without state begins anew
   */
  public static SqlTable<KV<SourcePartition, Coverage>> coverage(String pipeline, String run) {
    return SqlTable.ofNewest(
        COVERAGE,
        SqlColumns.versioned(
            List.of(
                text("pipeline", read -> pipeline),
                text(RUN, read -> run),
                text("source", read -> StoredText.of(read.getKey().source())),
                whole("partition", read -> read.getKey().partition()),
                whole("records", read -> read.getValue().records()),
                text(LINE, read -> AnswerJson.of(read.getKey(), read.getValue()))),
            read -> read.getValue().length()),
        List.of("pipeline", RUN, "source", "partition"));
  }

  /** Of which topics a pipeline's rows are: name and id of each, as it was when they began. */
  static SqlTable<KV<String, String>> topics(String pipeline) {
    return SqlTable.ofFirst(
        TOPICS,
        List.of(
            text("pipeline", topic -> pipeline),
            text("topic", KV::getKey),
            text(TOPIC_ID, KV::getValue)),
        List.of("pipeline", "topic"));
  }

  private static List<String> placeIn() {
    return List.of("pipeline", "source", "partition", "offset");
  }

  private static String source(RecordLocation location) {
    return StoredText.of(location.source());
  }

  private static String byReason(LedgerEntry entry) {
    return JsonText.object(
        json ->
            new TreeMap<>(entry.rejected()).forEach((reason, n) -> json.number(reason.name(), n)));
  }

  private static <R> Column<R> text(String name, TextOf<R> value) {
    return new TextColumn<>(name, value);
  }

  private static <R> Column<R> whole(String name, LongOf<R> value) {
    return new LongColumn<>(name, Kind.WHOLE, value);
  }
}
