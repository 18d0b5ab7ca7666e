package dev.tideline.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.Note;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.io.answer.ReusedIds;
import dev.tideline.io.answer.WrittenAnswer;
import dev.tideline.io.files.AnswerFolder;
import dev.tideline.json.JsonText;
import dev.tideline.ledger.Fate;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.records.Text;
import java.io.IOException;
import java.io.Writer;
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
 * @param answer what it wrote, where it is
 * @param rows what there is to say of its rows
 * @param total what became of all records together
 * @param reusedIds the ids under which several events count, as far as they are known
 * @param verdict whether every record is accounted for
 * @param notes of how the input was read, and of what in it was not
 */
public record Report(
    String pipeline,
    String mode,
    String runner,
    WrittenAnswer answer,
    RowsRead rows,
    LedgerEntry total,
    ReusedIds reusedIds,
    Verdict verdict,
    List<Note> notes) {

  /** The ledger of the whole run on one line. */
  public String ledgerLine() {
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
        + (verdict.underWay().isPresent() ? " under_way=" + verdict.underWay().getAsLong() : "")
        + " "
        + verdict.word();
  }

  /** The digest of the canonical rows on one line. */
  public String digestLine() {
    return "DIGEST " + rows.digest() + " rows=" + rows.count();
  }

  /** The report as a person reads it. */
  public String text() {
    StringBuilder text = new StringBuilder();
    if (!rows.first().isEmpty()) {
      text.append(table(rows.first()));
      long more = rows.count() - rows.first().size();
      if (more > 0) {
        text.append("... and " + Counted.of(more, "more row") + "\n");
      }
      text.append('\n');
    }
    rows.totals().forEach(line -> text.append(Text.shown(line)).append('\n'));
    text.append(digestLine()).append('\n').append(ledgerLine()).append('\n');
    total
        .rejected()
        .forEach(
            (reason, n) ->
                text.append("REJECTED ").append(reason).append('=').append(n).append('\n'));
    if (reusedIds.ids() > 0) {
      text.append(reusedIds.line()).append('\n');
    }
    notes.forEach(note -> text.append(Text.shown(note.brief())).append('\n'));
    verdict
        .faults()
        .forEach(fault -> text.append("UNBALANCED ").append(Text.shown(fault)).append('\n'));
    return text.append('\n').append(fates()).toString();
  }

  /** Writes the files of the ledger and of the report into a directory. */
  public void writeTo(Path directory) throws IOException {
    try (Writer file = Files.newBufferedWriter(directory.resolve(AnswerFolder.LEDGER_FILE))) {
      writeLedger(file);
    }
    Files.writeString(directory.resolve(AnswerFolder.REPORT_FILE), reportJson() + "\n");
  }

  /** One JSON object, of which each minute has a line: for people too, and for {@code grep}. */
  private void writeLedger(Writer file) throws IOException {
    String top =
        JsonText.object(
            json -> {
              json.text("pipeline", pipeline);
              json.flag("balanced", verdict.balanced());
              json.object("total", () -> AnswerJson.entry(total, json));
              if (reusedIds.ids() > 0) {
                json.object("reused_ids", () -> AnswerJson.reused(reusedIds, json));
              }
            });
    file.write(top.substring(0, top.length() - 1) + ",\n\"minutes\":[");
    Separator between = new Separator();
    answer.ledger((minute, entry) -> file.write(between.next() + AnswerJson.of(minute, entry)));
    file.write("\n]}\n");
  }

  /** What stands before an element of a list: nothing but a new line before the first. */
  private static final class Separator {

    private boolean first = true;

    String next() {
      String before = first ? "\n" : ",\n";
      first = false;
      return before;
    }
  }

  private String reportJson() {
    return JsonText.object(
        json -> {
          json.text("pipeline", pipeline);
          json.text("mode", mode);
          json.text("runner", runner);
          json.number("rows", rows.count());
          json.text("digest", rows.digest());
          json.texts("totals", rows.totals());
          json.flag("balanced", verdict.balanced());
          json.texts("faults", verdict.faults());
          if (verdict.underWay().isPresent()) {
            json.flag("stopped", true);
            json.number("under_way", verdict.underWay().getAsLong());
          }
          json.texts("notes", notes.stream().map(Note::full).toList());
          json.object("ledger", () -> AnswerJson.entry(total, json));
        });
  }

  /** What became of the records, a fate a line. */
  private TextTable fates() {
    TextTable table = new TextTable(List.of("fate", "records"));
    for (Fate fate : Fate.values()) {
      String name = fate.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      table.add(List.of(name, "%,d".formatted(total.of(fate))));
    }
    verdict.underWay().ifPresent(n -> table.add(List.of("under way", "%,d".formatted(n))));
    table.add(List.of("all read", "%,d".formatted(total.read())));
    return table;
  }

  private static TextTable table(List<JsonNode> shown) {
    List<String> names = new ArrayList<>();
    shown.get(0).fieldNames().forEachRemaining(names::add);
    TextTable table = new TextTable(names);
    for (JsonNode row : shown) {
      table.add(names.stream().map(name -> row.get(name).asText()).toList());
    }
    return table;
  }
}
