package dev.tideline.datasets.bank;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the bank has written, what it owes for it, and what was planted. Used by one thread. */
final class BankBooks {

  /** What the lines of each add up to, in 1/10 000 of its currency. */
  private final SortedMap<Payout, Long> payouts = new TreeMap<>();

  private final Map<StatementLine.Kind, Long> lines = new EnumMap<>(StatementLine.Kind.class);
  private final Map<BreakKind, SortedSet<String>> planted = new EnumMap<>(BreakKind.class);

  /** A line was written that counts. */
  void add(StatementLine line, PayoutAccount account) {
    lines.merge(line.kind(), 1L, Long::sum);
    if (line.kind() != StatementLine.Kind.PAYOUT) {
      payouts.merge(new Payout(line.settledOn(), account), line.net(), Math::addExact);
    }
  }

  /** Something was broken. */
  void plant(BreakKind kind, String id) {
    planted.computeIfAbsent(kind, none -> new TreeSet<>()).add(id);
  }

  /** Adds what was done with other stores. */
  void add(BankBooks other) {
    other.lines.forEach((kind, count) -> lines.merge(kind, count, Long::sum));
    other.planted.forEach((kind, ids) -> ids.forEach(id -> plant(kind, id)));
    other.payouts.forEach((payout, owed) -> payouts.merge(payout, owed, Math::addExact));
  }

  /** What is owed by each payout, in order. */
  SortedMap<Payout, Long> payouts() {
    return new TreeMap<>(payouts);
  }

  /** By what plan it was, how many lines count, and what was planted. */
  Map<String, Object> toMap(BankPlan plan) {
    Map<String, Object> breaks = new LinkedHashMap<>();
    for (BreakKind kind : BreakKind.values()) {
      SortedSet<String> ids = planted.getOrDefault(kind, new TreeSet<>());
      Map<String, Object> what = new LinkedHashMap<>();
      what.put("count", ids.size());
      what.put("ids", ids);
      breaks.put(kind.word(), what);
    }
    Map<String, Object> bank = new LinkedHashMap<>();
    bank.put("settled_late_share", plan.late());
    bank.put("lines", lines);
    bank.put("breaks", breaks);
    return bank;
  }
}
