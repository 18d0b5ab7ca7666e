package dev.tideline.ops.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A day of orders and payments.
 *
 * @param folder the data set
 * @param cardKey the key of its cards
 */
record GeneratedDay(Path folder, Path cardKey) {

  /** Makes one. */
  static GeneratedDay generate(Path home) throws IOException, InterruptedException {
    return generate(home, "world", "jsonl", 4_000);
  }

  /**
   * Makes another.
   *
   * @param name of its folder
   * @param format of its files
   * @param orders how many it has
   */
  static GeneratedDay generate(Path home, String name, String format, int orders)
      throws IOException, InterruptedException {
    Path cardKey = Files.writeString(home.resolve("card.key"), "0123456789abcdef0123");
    Path folder = home.resolve(name);
    Script.run(
            "generate",
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
            cardKey.toString())
        .ok();
    return new GeneratedDay(folder, cardKey);
  }
}
