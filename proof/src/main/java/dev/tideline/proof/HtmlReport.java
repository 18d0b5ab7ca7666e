package dev.tideline.proof;

import dev.tideline.proof.cell.Cell;
import dev.tideline.proof.reference.Expected;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * The table of a proof as a page that needs nothing else.
 *
 * @param command how it was asked for
 */
record HtmlReport(String command, List<Cell> cells, List<Round> rounds) {

  /** The page. */
  String page() {
    StringBuilder page = new StringBuilder(HEAD);
    boolean proven = rounds.stream().allMatch(Round::proven);
    page.append("<h1>")
        .append(proven ? "Proven" : "Not proven")
        .append(
            "</h1>\n<p>%d questions about worlds, each in %d cells. "
                .formatted(rounds.size(), cells.size()))
        .append("<code>")
        .append(text(command))
        .append("</code>, ")
        .append(Instant.now().truncatedTo(ChronoUnit.SECONDS))
        .append(
            ", %d cores, JDK %s.</p>\n"
                .formatted(
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("java.version")));
    page.append(
        "<p>Each cell's rows and ledger against those of a plain model in Java; the digest is the SHA-256 of the rows."
            + " Known exceptions: none.</p>\n<table><tr>");
    for (String name : List.of("world", "pipeline", "rows", "digest", "DuckDB")) {
      page.append("<th>").append(name);
    }
    cells.forEach(cell -> page.append("<th>").append(cell));
    page.append("<th>part again<th>later look<th>read");
    Expected.FATES.forEach(
        fate -> page.append("<th>").append(fate.toLowerCase(Locale.ROOT).replace('_', ' ')));
    page.append("\n");
    rounds.forEach(round -> line(round, page));
    page.append("</table>\n");
    List<String> differences =
        rounds.stream().flatMap(round -> round.differences().stream()).toList();
    if (!differences.isEmpty()) {
      page.append("<h2>What differs</h2>\n<pre>");
      differences.forEach(line -> page.append(text(line)).append('\n'));
      page.append("</pre>\n");
    }
    page.append("<h2>How each world was staged</h2>\n<ul>");
    rounds.stream()
        .map(Round::world)
        .distinct()
        .forEach(world -> page.append("<li>").append(text(world.staging())));
    return page.append("</ul>\n").toString();
  }

  private void line(Round round, StringBuilder page) {
    page.append("<tr><td>")
        .append(text(round.world().name()))
        .append("<td>")
        .append(round.question().pipeline())
        .append("<td>")
        .append(round.model().rows().size())
        .append("<td><code title=\"")
        .append(round.model().digest())
        .append("\">")
        .append(round.model().digest(), 0, 12)
        .append("</code>");
    verdict(round.sql().verdict().equals(round.model().verdict()), page);
    cells.forEach(cell -> verdict(round.agrees(cell), page));
    verdict(round.again() == null ? null : round.againAgrees(), page);
    verdict(round.later() == null ? null : round.laterAgrees(), page);
    page.append("<td>").append(round.model().read());
    Expected.FATES.forEach(fate -> page.append("<td>").append(round.model().fate(fate)));
    page.append("\n");
  }

  /** Null for what was not asked. */
  private static void verdict(Boolean equal, StringBuilder page) {
    if (equal == null) {
      page.append("<td>-");
      return;
    }
    page.append(equal ? "<td class=equal>=" : "<td class=different>different");
  }

  private static String text(String any) {
    return any.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en"><meta charset="utf-8"><title>Tideline: the proof</title>
      <style>
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2em; color: #1c2733 }
      table { border-collapse: collapse } th, td { padding: .25em .7em; border-bottom: 1px solid #d5dce3; text-align: right }
      th, td:nth-child(-n+2) { text-align: left } th { font-weight: 600; vertical-align: bottom }
      .equal { color: #16703c; text-align: center } .different { background: #b3261e; color: #fff }
      </style>
      """;
}
