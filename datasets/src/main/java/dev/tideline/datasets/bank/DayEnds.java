package dev.tideline.datasets.bank;

import dev.tideline.datasets.bank.StatementLine.Kind;
import dev.tideline.datasets.freshmart.Chance;
import dev.tideline.money.Amount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the bank does at the end of a day that is of no payment: it takes a fee, now and then keeps
 * a reserve or gives one back, and pays out what is left.
 */
final class DayEnds {

  private static final long FEE = Amount.PER_UNIT; // one unit of whatever currency
  private static final double RESERVES = 0.25;
  private static final BigDecimal RESERVE = new BigDecimal("0.05"); // of what is paid out

  private final Chance chance;
  private final BankBooks books;
  private final SortedMap<LocalDate, List<StatementLine>> lines = new TreeMap<>();

  /**
   * None yet.
   *
   * @param books have all that is of payments, and get what is done here
   */
  DayEnds(Chance chance, BankBooks books) {
    this.chance = chance;
    this.books = books;
  }

  /** Takes the fee of an account. */
  void takeFee(Payout payout) {
    add(payout.line('F', Kind.FEE, "", -FEE), payout);
  }

  /**
   * Keeps a part of some payouts, and gives a part back with others.
   *
   * @param stores one of each account, for which it says it is
   */
  void reserve(SortedMap<PayoutAccount, String> stores) {
    books
        .payouts()
        .forEach(
            (payout, owed) -> {
              Chance luck = chance.of(payout.day().toEpochDay()).of(payout.account().number());
              if (luck.happens(RESERVES)) {
                BigDecimal part = BigDecimal.valueOf(luck.of(0).happens(0.5) ? owed : -owed);
                long amount = Coins.nearest(part.multiply(RESERVE), payout.account().currency());
                String store = stores.getOrDefault(payout.account(), "");
                add(payout.line('A', Kind.ADJUSTMENT, store, amount), payout);
              }
            });
  }

  /**
   * Pays out all that is owed.
   *
   * @param breaks how many payouts are by one unit of the currency more
   */
  void payOut(int breaks) {
    Set<Payout> differing =
        PlantedBreaks.some(breaks, List.copyOf(books.payouts().keySet()), chance);
    books
        .payouts()
        .forEach(
            (payout, owed) -> {
              long more = differing.contains(payout) ? Amount.PER_UNIT : 0;
              StatementLine transfer = payout.line('T', Kind.PAYOUT, "", owed + more);
              add(transfer, payout);
              if (more > 0) {
                books.plant(BreakKind.PAYOUT_DIFFERS, transfer.lineId());
              }
            });
  }

  /** The lines of each day that has any. */
  SortedMap<LocalDate, List<StatementLine>> lines() {
    return lines;
  }

  private void add(StatementLine line, Payout payout) {
    books.add(line, payout.account());
    lines.computeIfAbsent(line.settledOn(), none -> new ArrayList<>()).add(line);
  }
}
