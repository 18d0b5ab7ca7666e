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
   * Makes one.
   *
   * @param more of the options that say what happens on it
   */
  static GeneratedDay generate(Path home, String... more) throws IOException, InterruptedException {
    Path cardKey = Files.writeString(home.resolve("card.key"), "0123456789abcdef0123");
    Path folder = home.resolve("world");
    Stream<String> words =
        Stream.of(
            "--output",
            folder.toString(),
            "--format",
            "jsonl",
            "--orders",
            "4000",
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
