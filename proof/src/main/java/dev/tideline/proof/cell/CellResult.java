package dev.tideline.proof.cell;

import java.util.ArrayList;
import java.util.List;

/**
 * The result of a command in a cell.
 *
 * @param status its exit status
 * @param out the lines it printed
 * @param seconds how long it took
 * @param lastWords the last lines of its log if it failed, else none
 */
public record CellResult(int status, List<String> out, double seconds, List<String> lastWords) {

  /** That of a command of which nothing is known. */
  static final CellResult NONE = new CellResult(0, List.of(), 0, List.of());

  private static final List<String> WORDS = List.of("DIGEST ", "LEDGER ", "REJECTED ");

  /** The same, but failed, if it did not. */
  CellResult failed(String why) {
    if (status != 0) {
      return this;
    }
    List<String> words = new ArrayList<>(lastWords);
    words.add(why);
    return new CellResult(1, out, seconds, words);
  }

  /** The lines that must be the same in every cell, sorted; and that it failed, if it did. */
  public List<String> verdict() {
    List<String> lines = new ArrayList<>();
    if (status != 0) {
      lines.add("FAILED with status " + status);
    }
    out.stream().filter(line -> WORDS.stream().anyMatch(line::startsWith)).forEach(lines::add);
    return lines.stream().sorted().toList();
  }
}
