package dev.tideline.pipelines.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A command that a page shows, and what it is said to print.
 *
 * @param command its words; of a script, {@code ./scripts/NAME} first
 * @param printed pieces of what it prints, each of one line or more, in their order
 */
record PageExample(List<String> command, List<String> printed) {

  private static final String CODE = "    ";
  private static final String GOES_ON = " \\\n";

  /**
   * All of a page, in their order: a piece of code that begins with a script is a command, and what
   * comes after it, up to the next one, is what it prints.
   */
  static List<PageExample> of(Path page) throws IOException {
    List<String> pieces = pieces(Files.readAllLines(page));
    List<Integer> commands =
        IntStream.range(0, pieces.size()).filter(at -> isCommand(pieces.get(at))).boxed().toList();
    List<PageExample> examples = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      int at = commands.get(i);
      int next = i + 1 < commands.size() ? commands.get(i + 1) : pieces.size();
      List<String> words = List.of(pieces.get(at).replace(GOES_ON, "").trim().split("\\s+"));
      examples.add(new PageExample(words, List.copyOf(pieces.subList(at + 1, next))));
    }
    return examples;
  }

  private static boolean isCommand(String piece) {
    return piece.startsWith("./scripts/");
  }

  /** Lines of code that stand together, without their indent. */
  private static List<String> pieces(List<String> lines) {
    List<String> pieces = new ArrayList<>();
    List<String> piece = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(CODE)) {
        piece.add(line.substring(CODE.length()));
      } else if (!piece.isEmpty()) {
        pieces.add(String.join("\n", piece));
        piece.clear();
      }
    }
    if (!piece.isEmpty()) {
      pieces.add(String.join("\n", piece));
    }
    return pieces;
  }
}
