package dev.tideline.demo.screen;

import dev.tideline.pipelines.report.TextTable;
import java.util.List;

/**
 * A part of the screen: a title, and a table below it.
 *
 * @param title in one line
 * @param names of the columns, the most important first
 * @param rows the most important first
 */
public record Panel(String title, List<String> names, List<List<String>> rows) {

  /**
   * As text that fits: as many rows as there is room for, without the last columns if need be.
   *
   * @param lines how many there may be, two at least: title and names
   * @param width how long a line may be
   */
  public String text(int lines, int width) {
    if (rows.isEmpty()) {
      return title + ": nothing yet\n";
    }
    List<List<String>> some = rows.subList(0, Math.min(rows.size(), Math.max(1, lines - 2)));
    int columns = names.size();
    String table = table(some, columns);
    while (columns > 1 && table.lines().anyMatch(line -> line.length() > width)) {
      columns--;
      table = table(some, columns);
    }
    return title + "\n" + table;
  }

  private String table(List<List<String>> some, int columns) {
    TextTable table = new TextTable(names.subList(0, columns));
    some.forEach(row -> table.add(row.subList(0, columns)));
    return table.toString();
  }
}
