package dev.tideline.proof;

import dev.tideline.pipelines.report.TextTable;
import dev.tideline.proof.cell.Cell;
import dev.tideline.proof.reference.Expected;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The rounds as a table: a line each, with the digest of the model and whether each cell agrees.
 */
record ProofTable(List<Cell> cells, List<Round> rounds) {

  private static final int SHORT = 10;

  /** As a person reads it in a terminal. */
  String text() {
    List<String> head = new ArrayList<>(List.of("world", "pipeline", "model", "duckdb"));
    cells.forEach(cell -> head.add(cell.toString()));
    head.addAll(List.of("part again", "later look", "read"));
    Expected.FATES.forEach(fate -> head.add(fate.toLowerCase(Locale.ROOT).replace('_', ' ')));
    TextTable table = new TextTable(head);
    rounds.forEach(round -> table.add(line(round)));
    long different = rounds.stream().filter(round -> !round.proven()).count();
    String verdict =
        different == 0
            ? "PROVEN: %d questions, %d answers, all equal, all ledgers balanced\n"
                .formatted(rounds.size(), rounds.size() * cells.size())
            : "NOT PROVEN: the answers to %d of %d questions differ\n"
                .formatted(different, rounds.size());
    return table + "\n" + verdict;
  }

  private List<String> line(Round round) {
    Expected model = round.model();
    List<String> line = new ArrayList<>();
    line.add(round.world().name());
    line.add(round.question().pipeline());
    line.add(model.digest().substring(0, SHORT));
    line.add(equal(round.sql().verdict().equals(model.verdict())));
    cells.forEach(cell -> line.add(equal(round.agrees(cell))));
    line.add(round.again() == null ? "-" : equal(round.againAgrees()));
    line.add(round.later() == null ? "-" : equal(round.laterAgrees()));
    line.add(Long.toString(model.read()));
    Expected.FATES.forEach(fate -> line.add(Long.toString(model.fate(fate))));
    return line;
  }

  private static String equal(boolean same) {
    return same ? "=" : "DIFFERENT";
  }
}
