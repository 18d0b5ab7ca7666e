package dev.tideline.pipelines.report;

import dev.tideline.records.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of text as an aligned table: numbers to the right, all else to the left. A dash stands for a
 * number that there is not. What could forge a line, or hide in one, is shown escaped.
 */
public final class TextTable {

  private static final String GAP = "  ";

  private final List<List<String>> lines = new ArrayList<>();

  /** A table with these column names. */
  public TextTable(List<String> names) {
    lines.add(List.copyOf(names));
  }

  /** Adds a row with a text for each column. */
  public void add(List<String> row) {
    if (row.size() != lines.get(0).size()) {
      throw new IllegalArgumentException("a row of " + row.size() + " among other widths");
    }
    lines.add(row.stream().map(Text::shown).toList());
  }

  /** The table, each line ended. */
  @Override
  public String toString() {
    int columns = lines.get(0).size();
    int[] widths = new int[columns];
    boolean[] numeric = new boolean[columns];
    for (int column = 0; column < columns; column++) {
      numeric[column] = lines.size() > 1;
      for (int line = 0; line < lines.size(); line++) {
        String text = lines.get(line).get(column);
        widths[column] = Math.max(widths[column], text.length());
        numeric[column] &= line == 0 || isNumber(text);
      }
    }
    StringBuilder table = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        String padding = " ".repeat(widths[column] - line.get(column).length());
        text.append(column == 0 ? "" : GAP)
            .append(numeric[column] ? padding : "")
            .append(line.get(column))
            .append(numeric[column] ? "" : padding);
      }
      table.append(text.toString().stripTrailing()).append('\n');
    }
    return table.toString();
  }

  private static boolean isNumber(String text) {
    return text.equals("-") || text.matches("-?[0-9]+(,[0-9]{3})*(\\.[0-9]+)?");
  }
}
