package dev.tideline.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.answer.Answer;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.json.JsonText;
import dev.tideline.ledger.Fate;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.records.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a run reports when it is done.
 *
 * @param pipeline which one ran
 * @param mode how it read
 * @param runner on what
 * @param answer what it wrote
 * @param totals a line for each sum over all rows
 * @param verdict whether every record is accounted for
 */
public record Report(
    String pipeline,
    String mode,
    String runner,
    Answer answer,
    List<String> totals,
    Verdict verdict) {

  /** The file of the report: every answer has it. */
  public static final String FILE = "report.json";

  /** The file of the ledger. */
  public static final String LEDGER_FILE = "ledger.json";

  /** The ledger of the whole run on one line. */
  public String ledgerLine() {
    LedgerEntry total = answer.total();
    return "LEDGER read="
        + total.read()
        + " counted="
        + total.counted()
        + " duplicate="
        + total.duplicate()
        + " too_late="
        + total.tooLate()
        + " rejected="
        + total.allRejected()
        + " out_of_scope="
        + total.outOfScope()
        + (verdict.balanced() ? " BALANCED" : " UNBALANCED");
  }

  /** The digest of the canonical rows on one line. */
  public String digestLine() {
    return "DIGEST " + answer.digest() + " rows=" + answer.rows().size();
  }

  /**
   * The report as a person reads it.
   *
   * @param show how many rows at most
   */
  public String text(int show) throws IOException {
    StringBuilder text = new StringBuilder();
    List<JsonNode> rows = answer.parsedRows();
    if (!rows.isEmpty() && show > 0) {
      text.append(table(rows.subList(0, Math.min(show, rows.size()))));
      if (rows.size() > show) {
        text.append("... and ").append(rows.size() - show).append(" more rows\n");
      }
      text.append('\n');
    }
    totals.forEach(line -> text.append(Text.shown(line)).append('\n'));
    text.append(digestLine()).append('\n').append(ledgerLine()).append('\n');
    answer
        .total()
        .rejected()
        .forEach(
            (reason, n) ->
                text.append("REJECTED ").append(reason).append('=').append(n).append('\n'));
    verdict
        .faults()
        .forEach(fault -> text.append("UNBALANCED ").append(Text.shown(fault)).append('\n'));
    return text.append('\n').append(fates()).toString();
  }

  /** Writes {@link #LEDGER_FILE} and {@link #FILE} into a directory. */
  public void writeTo(Path directory) throws IOException {
    Files.writeString(directory.resolve(LEDGER_FILE), ledgerJson() + "\n");
    Files.writeString(directory.resolve(FILE), reportJson() + "\n");
  }

  private String ledgerJson() {
    return JsonText.object(
        json -> {
          json.text("pipeline", pipeline);
          json.flag("balanced", verdict.balanced());
          json.object("total", () -> AnswerJson.entry(answer.total(), json));
          json.objects(
              "minutes",
              answer.ledger().entrySet(),
              minute -> {
                json.time("minute", minute.getKey());
                AnswerJson.entry(minute.getValue(), json);
              });
        });
  }

  private String reportJson() {
    return JsonText.object(
        json -> {
          json.text("pipeline", pipeline);
          json.text("mode", mode);
          json.text("runner", runner);
          json.number("rows", answer.rows().size());
          json.text("digest", answer.digest());
          json.texts("totals", totals);
          json.flag("balanced", verdict.balanced());
          json.texts("faults", verdict.faults());
          json.object("ledger", () -> AnswerJson.entry(answer.total(), json));
        });
  }

  /** What became of the records, a fate a line. */
  private TextTable fates() {
    TextTable table = new TextTable(List.of("fate", "records"));
    for (Fate fate : Fate.values()) {
      String name = fate.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      table.add(List.of(name, Long.toString(answer.total().of(fate))));
    }
    table.add(List.of("all read", Long.toString(answer.total().read())));
    return table;
  }

  private static TextTable table(List<JsonNode> rows) {
    List<String> names = new ArrayList<>();
    rows.get(0).fieldNames().forEachRemaining(names::add);
    TextTable table = new TextTable(names);
    for (JsonNode row : rows) {
      table.add(names.stream().map(name -> row.get(name).asText()).toList());
    }
    return table;
  }
}
