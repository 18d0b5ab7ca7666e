package dev.tideline.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideline.datasets.bank.BankPlan;
import dev.tideline.datasets.freshmart.Cards;
import dev.tideline.datasets.freshmart.Disorder;
import dev.tideline.datasets.freshmart.Plan;
import dev.tideline.datasets.output.Format;
import dev.tideline.datasets.output.FreshMart;
import dev.tideline.datasets.output.Progress;
import dev.tideline.io.events.CardKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/** A weekend at FreshMart in which all goes wrong that can, and Europe's clocks go forward. */
public final class Weekend {

  /** The key of its card tokens. */
  public static final Path CARD_KEY = Path.of("..", "testdata", "card.key");

  private static final Disorder MUCH_GOES_WRONG = new Disorder(0.05, 0.1, 0.05, 0.02, 0.05);
  private static final Plan PLAN =
      new Plan(7, 3_000, LocalDate.of(2026, 3, 28), 2, 12, 2_000, 5, 2, MUCH_GOES_WRONG);

  private Weekend() {}

  /**
   * Writes it, each time the same.
   *
   * @param folder is made
   * @return the folder
   */
  public static Path write(Format format, Path folder) throws IOException, InterruptedException {
    return write(format, Optional.empty(), folder);
  }

  /**
   * Writes it with the files of its bank, with which much does not agree, each time the same.
   *
   * @param folder is made
   * @return the folder
   */
  static Path writeWithBank(Format format, Path folder) throws IOException, InterruptedException {
    return write(format, Optional.of(new BankPlan(0.1, 5)), folder);
  }

  private static Path write(Format format, Optional<BankPlan> bank, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectory(folder);
    Cards cards = Cards.of(PLAN.cards() + PLAN.bursts(), CardKeys.fromFile(CARD_KEY));
    try (PrintWriter nobody = new PrintWriter(Writer.nullWriter());
        Progress progress = Progress.of(1, nobody)) {
      new FreshMart(PLAN, format, cards, bank).write(folder, PLAN.partitions(), progress);
    }
    return folder;
  }

  /** What was planted. */
  static JsonNode truth(Path world) throws IOException {
    return new ObjectMapper().readTree(world.resolve("truth.json").toFile());
  }

  /** How many records of a topic were written. */
  static long records(Path world, String topic) throws IOException {
    return truth(world).get(topic).get("records").longValue();
  }
}
