package dev.tideline.pipelines.published;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.json.JsonText;
import dev.tideline.json.Timestamps;
import dev.tideline.pipelines.money.Unplaced;
import dev.tideline.pipelines.reconciliation.DayReconciliation;
import dev.tideline.pipelines.runs.RunFolder;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a published version of a day without its rows.
 *
 * @param number from 1 up
 * @param asOf it counts what was ingested up to this moment, ms since the epoch; null for the close
 *     of each store's books
 * @param run by which it was made
 * @param publishedAt when, ms since the epoch
 * @param rows how many it has
 * @param digest SHA-256 of its sorted rows, in hex
 * @param totals a line for each sum over them
 * @param unplaced the records that its run rejected and that are on no day of a store
 * @param reconciled how it agrees with payments and the bank; null if it was not compared
 * @param files what else is in its folder
 */
public record Version(
    int number,
    Long asOf,
    String run,
    long publishedAt,
    long rows,
    String digest,
    List<String> totals,
    Unplaced unplaced,
    Reconciled reconciled,
    VersionFiles files) {

  /**
   * How a version agrees with payments and the bank.
   *
   * @param status in a word
   * @param digest SHA-256 of all that was found, in hex
   */
  public record Reconciled(DayReconciliation.Status status, String digest) {}

  /** What stands for the close of books, where a moment could. */
  public static final String CLOSE = RunFolder.CLOSE;

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static Version read(JsonNode json) {
    String moment = json.required("as_of").asText();
    List<String> totals = new ArrayList<>();
    json.required("totals").forEach(line -> totals.add(line.asText()));
    return new Version(
        json.required("version").asInt(),
        moment.equals(CLOSE) ? null : Timestamps.parse(moment),
        json.required("run").asText(),
        Timestamps.parse(json.required("published_at").asText()),
        json.required("rows").asLong(),
        json.required("digest").asText(),
        totals,
        Unplaced.read(json),
        json.has("reconciliation")
            ? new Reconciled(
                DayReconciliation.Status.valueOf(json.required("reconciliation").asText()),
                json.required("reconciliation_digest").asText())
            : null,
        json.has("files") ? VersionFiles.read(json.get("files")) : VersionFiles.NOT_NOTED);
  }

  /** The same, of which these files are published. */
  Version with(VersionFiles published) {
    return new Version(
        number, asOf, run, publishedAt, rows, digest, totals, unplaced, reconciled, published);
  }

  String toJson() {
    return JsonText.object(
        json -> {
          json.number("version", number);
          json.text("as_of", asOfText());
          json.text("run", run);
          json.time("published_at", publishedAt);
          json.number("rows", rows);
          json.text("digest", digest);
          json.texts("totals", totals);
          unplaced.write(json);
          if (reconciled != null) {
            json.text("reconciliation", reconciled.status.name());
            json.text("reconciliation_digest", reconciled.digest);
          }
          json.object("files", () -> files.digests().forEach(json::text));
        });
  }

  /**
   * Whether it has the same answer.
   *
   * @param agreement how that agrees with the bank; null if it was not asked, and so is no news
   */
  public boolean sameAs(String rowsDigest, Reconciled agreement) {
    return digest.equals(rowsDigest)
        && (agreement == null
            || (reconciled != null && reconciled.digest.equals(agreement.digest)));
  }

  /** What the day's books are by it: corrected, or closed, or neither yet. */
  public String state() {
    if (number > 1) {
      return "corrected";
    }
    return asOf == null ? "closed" : "provisional";
  }

  /** As it is typed: {@code close}, or a time. */
  public String asOfText() {
    return asOf == null ? CLOSE : Timestamps.format(asOf);
  }
}
