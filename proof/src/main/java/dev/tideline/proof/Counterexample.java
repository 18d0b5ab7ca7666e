package dev.tideline.proof;

import dev.tideline.proof.cell.Cell;
import dev.tideline.proof.reference.Expected;
import dev.tideline.proof.world.Question;
import dev.tideline.proof.world.World;
import dev.tideline.proof.world.WorldRecord;
import dev.tideline.proof.world.WorldStore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A small world in which the result of a cell is not that of the model, as a JUnit test.
 *
 * @param options with which the cell ran, but for input and output
 */
public record Counterexample(World world, Question question, Cell cell, List<String> options) {

  /** The name of its class. */
  public String className() {
    return "Counterexample" + digest() + "Test";
  }

  private String digest() {
    List<String> found = new ArrayList<>(List.of(question.pipeline(), cell.toString()));
    world.records().forEach(sent -> found.add(sent.line()));
    return Integer.toHexString(found.hashCode());
  }

  /** The source of the test. */
  public String source() {
    List<String> expected = Expected.of(question, world, false).verdict();
    List<String> words = new ArrayList<>(options);
    if (question.hasCards()) {
      words.add("--card-key=card.key");
    }
    return TEMPLATE
        .replace("@WORLD@", world.name() + ", " + question.pipeline() + ", " + cell)
        .replace("@RUNNER@", cell.runner())
        .replace("@CLASS@", className())
        .replace("@PIPELINE@", question.pipeline())
        .replace("@TOPIC@", question.topic().folder())
        .replace("@KEY@", World.CARD_KEY)
        .replace("@STORES@", list(world.stores().stream().map(WorldStore::json).toList(), 10))
        .replace("@FILES@", files())
        .replace("@OPTIONS@", list(words, 10))
        .replace("@EXPECTED@", list(expected, 10));
  }

  /** A list of lines for each partition. */
  private String files() {
    List<String> files = new ArrayList<>();
    List<WorldRecord> all = world.of(question.topic());
    for (int partition : all.stream().map(WorldRecord::partition).distinct().sorted().toList()) {
      List<String> lines =
          all.stream()
              .filter(sent -> sent.partition() == partition)
              .map(WorldRecord::line)
              .toList();
      files.add("          List.of(\n" + list(lines, 14) + ")");
    }
    return String.join(",\n", files);
  }

  private static String list(List<String> texts, int indent) {
    return texts.stream()
        .map(text -> " ".repeat(indent) + literal(text))
        .collect(Collectors.joining(",\n"));
  }

  /** A text as Java writes it; its characters are bytes. */
  static String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        literal.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        literal.append("\\%03o".formatted((int) c)); // not \\u: a line break would be one
      } else {
        literal.append(c);
      }
    }
    return literal.append('"').toString();
  }

  private static final String TEMPLATE =
      """
      package dev.tideline.golden;

      import static java.nio.charset.StandardCharsets.ISO_8859_1;
      import static java.nio.charset.StandardCharsets.UTF_8;
      import static org.junit.jupiter.api.Assertions.assertEquals;

      import dev.tideline.pipelines.Pipelines;
      import dev.tideline.pipelines.run.Launcher;
      import java.io.ByteArrayOutputStream;
      import java.io.PrintStream;
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.util.ArrayList;
      import java.util.List;
      import org.junit.jupiter.api.Test;
      import org.junit.jupiter.api.io.TempDir;

      /**
       * Found by scripts/prove: @WORLD@. Put it into runners-config/src/test/java/dev/tideline/golden
       * and run {@code mvn -P @RUNNER@ -DskipUnitTests verify -Dtest=@CLASS@}.
       */
      class @CLASS@ {

        private static final List<String> STORES =
            List.of(
      @STORES@);

        /** A file each; a character is a byte. */
        private static final List<List<String>> FILES =
            List.of(
      @FILES@);

        private static final List<String> OPTIONS =
            List.of(
      @OPTIONS@);

        /** The result of the plain model. */
        private static final List<String> EXPECTED =
            List.of(
      @EXPECTED@);

        @TempDir private Path home;

        @Test
        void agreesWithTheModel() throws Exception {
          Files.write(home.resolve("stores.jsonl"), STORES);
          Files.writeString(home.resolve("card.key"), "@KEY@");
          Path records = Files.createDirectories(home.resolve("@TOPIC@"));
          for (int file = 0; file < FILES.size(); file++) {
            Files.write(records.resolve("p" + file + ".jsonl"), FILES.get(file), ISO_8859_1);
          }
          List<String> words = new ArrayList<>();
          OPTIONS.forEach(word -> words.add(word.replace("=card.key", "=" + home.resolve("card.key"))));
          words.addAll(List.of("--input", home.toString()));
          words.addAll(List.of("--output", home.resolve("answer").toString()));
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          int status =
              Launcher.to(new PrintStream(out, true, UTF_8), System.err)
                  .run(
                      Pipelines.named("@PIPELINE@").orElseThrow().command().get(),
                      words.toArray(String[]::new));
          List<String> actual =
              out.toString(UTF_8)
                  .lines()
                  .filter(line -> line.matches("(DIGEST|LEDGER|REJECTED) .*"))
                  .sorted()
                  .toList();
          assertEquals(EXPECTED, actual);
          assertEquals(0, status);
        }
      }
      """;
}
