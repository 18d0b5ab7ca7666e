package dev.tideline.testing;

import dev.tideline.admission.Outcome;
import dev.tideline.ledger.LedgerEntry;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.joda.time.Duration;

/** Writes everything that comes out of a graph as lines: rows, rejects, too late, minutes. */
public final class Account {

  private Account() {}

  /** All of an outcome. */
  public static <R> PCollection<String> lines(
      Outcome<R> outcome, SerializableFunction<R, String> rowText) {
    return PCollectionList.of(written("Rows", outcome.rows(), row -> row(rowText.apply(row))))
        .and(withoutRows(outcome))
        .apply("WithRows", Flatten.pCollections());
  }

  /** All of an outcome but its rows. */
  public static PCollection<String> withoutRows(Outcome<?> outcome) {
    return PCollectionList.of(
            written(
                "Rejects",
                outcome.rejects(),
                reject -> rejected(reject.reason().name(), reject.location().toString())))
        .and(
            written(
                "TooLate",
                outcome.tooLate(),
                event -> tooLate(event.location().toString(), event.event())))
        .and(minutes(outcome.ledger()))
        .apply("Account", Flatten.pCollections());
  }

  /** The line of a row. */
  public static String row(String text) {
    return "ROW " + text;
  }

  /** The line of a rejected record. */
  public static String rejected(String reason, String location) {
    return "REJECTED " + reason + " " + location;
  }

  /** The line of an event that came too late. */
  public static String tooLate(String location, String event) {
    return "TOO_LATE " + location + " " + event;
  }

  private static PCollection<String> minutes(PCollection<KV<Long, LedgerEntry>> ledger) {
    return ledger
        .apply("WholeLedger", together())
        .apply("AllMinutes", WithKeys.of("all"))
        .apply("BringTogether", GroupByKey.create())
        .apply("AddUpMinutes", ParDo.of(new AddUpMinutes()));
  }

  /** Adds up in one place: a runner takes its time over many keys. */
  private static final class AddUpMinutes
      extends DoFn<KV<String, Iterable<KV<Long, LedgerEntry>>>, String> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void processElement(
        @Element KV<String, Iterable<KV<Long, LedgerEntry>>> parts, OutputReceiver<String> out) {
      Map<Long, LedgerEntry> minutes = new TreeMap<>();
      parts
          .getValue()
          .forEach(part -> minutes.merge(part.getKey(), part.getValue(), LedgerEntry::plus));
      minutes.forEach((minute, entry) -> out.output(minute(minute, entry)));
    }
  }

  private static String minute(long minute, LedgerEntry entry) {
    return String.format(
        "MINUTE %s read %d = %d counted, %d duplicate, %d too late, %d out of scope, rejected %s",
        Instant.ofEpochMilli(minute),
        entry.read(),
        entry.counted(),
        entry.duplicate(),
        entry.tooLate(),
        entry.outOfScope(),
        new TreeMap<>(entry.rejected()));
  }

  private static <T> PCollection<String> written(
      String name, PCollection<T> elements, SerializableFunction<T, String> text) {
    return elements.apply(name, TextLines.of(text)).apply(name + "Together", together());
  }

  /** All at once, when the source ends. */
  private static <T> Window<T> together() {
    return Window.<T>into(new GlobalWindows())
        .triggering(AfterWatermark.pastEndOfWindow())
        .discardingFiredPanes()
        .withAllowedLateness(Duration.ZERO);
  }
}
