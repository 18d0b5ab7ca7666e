package dev.tideline.demo.live;

import dev.tideline.datasets.bank.BankPlan;
import dev.tideline.datasets.freshmart.Cards;
import dev.tideline.datasets.freshmart.Disorder;
import dev.tideline.datasets.freshmart.Plan;
import dev.tideline.datasets.output.Format;
import dev.tideline.datasets.output.FreshMart;
import dev.tideline.datasets.output.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/** The day that the demo lives through. */
final class Day {

  /** Its date. */
  static final LocalDate DATE = LocalDate.of(2026, 3, 17);

  private static final int STORES = 24;
  private static final int CARDS = 100_000;
  private static final int BURSTS = 100;
  private static final int PARTITIONS = 4;

  private static final Disorder DISORDER = new Disorder(0.01, 0.005, 0.005, 0.001, 0.001);

  /** The bank settles some of it late, and makes no mistakes of its own. */
  private static final BankPlan BANK = new BankPlan(0.1, 0);

  private Day() {}

  /** Generates one of so many events, about, into a folder, which is made. */
  static void generate(Path folder, long events, long seed, String cardKey)
      throws IOException, InterruptedException {
    Plan plan =
        new Plan(
            seed,
            Math.max(1, Math.round(events / Plan.EVENTS_PER_ORDER)),
            DATE,
            1,
            STORES,
            CARDS,
            BURSTS,
            PARTITIONS,
            DISORDER);
    byte[] key = cardKey.getBytes(StandardCharsets.UTF_8);
    Cards cards = Cards.of(CARDS + BURSTS, key::clone);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    try (Progress progress = Progress.of(events, err)) {
      new FreshMart(plan, Format.JSONL, cards, Optional.of(BANK))
          .write(
              Files.createDirectories(folder),
              Runtime.getRuntime().availableProcessors(),
              progress);
    }
  }
}
