package dev.tideline.ops.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A day of orders and payments.
 *
 * @param folder the data set
 * @param cardKey the key of its cards
 */
record GeneratedDay(Path folder, Path cardKey) {

  /**
   * Makes one, of JSON lines.
   *
   * @param more of the options that say what happens on it
   */
  static GeneratedDay generate(Path home, String... more) throws IOException, InterruptedException {
    return generate(home, "world", "jsonl", 4_000, more);
  }

  /**
   * Makes another.
   *
   * @param name of its folder
   * @param format of its files
   * @param orders how many it has
   */
  static GeneratedDay generate(Path home, String name, String format, int orders, String... more)
      throws IOException, InterruptedException {
    Path cardKey = Files.writeString(home.resolve("card.key"), "0123456789abcdef0123");
    Path folder = home.resolve(name);
    Stream<String> words =
        Stream.of(
            "--output",
            folder.toString(),
            "--format",
            format,
            "--orders",
            Integer.toString(orders),
            "--stores",
            "5",
            "--seed",
            "7",
            "--card-key",
            cardKey.toString());
    Script.run("generate", Stream.concat(words, Stream.of(more)).toArray(String[]::new)).ok();
    return new GeneratedDay(folder, cardKey);
  }
}
