package dev.tideline.reconciliation.rules;

import static java.util.stream.Collectors.joining;

import dev.tideline.settlement.SettlementLine;
import java.util.List;
import java.util.function.Function;

/**
 * The bank's lines that something was compared with, by the bank's own names. Several names have a
 * comma between them.
 *
 * @param bank whose lines they are; empty if there are none
 * @param storeId what it calls the store; empty if it names none
 * @param lines their ids, in order
 */
public record BankReference(String bank, String storeId, List<String> lines) {

  /** To these. */
  public static BankReference of(List<SettlementLine> lines) {
    return new BankReference(
        names(lines, SettlementLine::bank),
        names(lines, SettlementLine::storeId),
        lines.stream().map(SettlementLine::lineId).sorted().toList());
  }

  private static String names(List<SettlementLine> lines, Function<SettlementLine, String> name) {
    return lines.stream()
        .map(name)
        .filter(each -> !each.isEmpty())
        .distinct()
        .sorted()
        .collect(joining(", "));
  }
}
