package dev.tideline.datasets.bank;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.datasets.freshmart.Chance;
import dev.tideline.datasets.freshmart.Draw;
import dev.tideline.datasets.freshmart.Plan;
import dev.tideline.datasets.freshmart.Storefront;
import dev.tideline.io.files.Folders;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The bank of all stores. Each partition has its acquirer, which leaves lines in a folder of its
 * own; at the end they are brought together, with what is of no payment, in a file for each of the
 * bank's days.
 */
public final class Bank {

  private final Plan plan;
  private final BankPlan bank;
  private final PlantedBreaks breaks;
  private final Chance chance;
  private final Path folder;
  private final SortedMap<PayoutAccount, String> stores = new TreeMap<>();

  /**
   * A bank.
   *
   * @param shops all stores of the plan
   * @param folder where its files go; need not exist
   */
  public Bank(Plan plan, BankPlan bank, List<Storefront> shops, Path folder) {
    this.plan = plan;
    this.bank = bank;
    this.breaks = new PlantedBreaks(plan, bank.breaks(), shops);
    this.chance = Chance.seeded(plan.seed()).of(Draw.BANK);
    this.folder = folder;
    shops.forEach(shop -> stores.putIfAbsent(PayoutAccount.of(shop), shop.store().storeId()));
  }

  /** The one of a partition. */
  public Acquirer acquirer(int partition) {
    return new Acquirer(
        new Course(bank.late()), new Rates(chance), breaks, new Deliveries(part(partition)));
  }

  /**
   * Makes the files, once all acquirers are complete.
   *
   * @param acquirers of all partitions, in order
   * @return what was written and planted, by name
   */
  public Map<String, Object> close(List<Acquirer> acquirers) throws IOException {
    BankBooks books = new BankBooks();
    acquirers.forEach(acquirer -> books.add(acquirer.books()));
    SortedMap<LocalDate, List<StatementLine>> days = dayEnds(books).lines();
    for (Map.Entry<LocalDate, List<StatementLine>> day : days.entrySet()) {
      join(Deliveries.name(day.getKey()), day.getValue());
      join(Deliveries.correctedName(day.getKey()), List.of());
    }
    for (LocalDate day : PlantedBreaks.some(bank.breaks(), List.copyOf(days.keySet()), chance)) {
      String copy = Deliveries.copyName(day);
      Files.copy(folder.resolve(Deliveries.name(day)), folder.resolve(copy));
      books.plant(BreakKind.REPEATED_FILE, copy);
    }
    for (int partition = 0; partition < plan.partitions(); partition++) {
      Folders.delete(part(partition));
    }
    return books.toMap(bank);
  }

  private DayEnds dayEnds(BankBooks books) {
    DayEnds ends = new DayEnds(chance, books);
    for (int day = 0; day < plan.days(); day++) {
      LocalDate date = plan.from().plusDays(day);
      if (Weekdays.includes(date)) {
        stores.keySet().forEach(account -> ends.takeFee(new Payout(date, account)));
      }
    }
    ends.reserve(stores);
    ends.payOut(bank.breaks());
    return ends;
  }

  /** Brings the parts of a file together, if there are any, and appends the bank's own lines. */
  private void join(String name, List<StatementLine> own) throws IOException {
    List<Path> parts = new ArrayList<>();
    for (int partition = 0; partition < plan.partitions(); partition++) {
      Path part = part(partition).resolve(name);
      if (Files.exists(part)) {
        parts.add(part);
      }
    }
    if (parts.isEmpty() && own.isEmpty()) {
      return;
    }
    Files.createDirectories(folder);
    try (OutputStream file = Files.newOutputStream(folder.resolve(name))) {
      file.write(text(StatementLine.HEADER));
      for (Path part : parts) {
        Files.copy(part, file);
      }
      for (StatementLine line : own) {
        file.write(text(line.toCsv()));
      }
    }
  }

  private Path part(int partition) {
    return folder.resolve("part-" + partition);
  }

  private static byte[] text(String line) {
    return (line + "\n").getBytes(UTF_8);
  }
}
