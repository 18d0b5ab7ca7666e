package dev.tideline.settlement;

import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Map;

/**
 * How the fields of settlement lines are found in a bank's export, and what its texts mean.
 *
 * @param bank the name of the bank that writes so
 * @param columns the names of the columns, by the field that they hold
 * @param constants what a field always is that has no column
 * @param numbers how decimals are written
 * @param dates how days are written; none is forgiven that does not exist, the 31st of February
 * @param kinds what the texts in the column of the kind mean
 * @param signedByKind whether amounts have no sign of their own, but the kind's
 * @param feesNegative whether a fee that the bank keeps is written with a minus
 */
public record SettlementLayout(
    String bank,
    Map<SettlementField, String> columns,
    Map<SettlementField, String> constants,
    NumberForm numbers,
    DateTimeFormatter dates,
    Map<String, SettlementKind> kinds,
    boolean signedByKind,
    boolean feesNegative) {

  public SettlementLayout {
    dates = dates.withResolverStyle(ResolverStyle.STRICT);
    columns = Map.copyOf(columns);
    constants = Map.copyOf(constants);
    kinds = Map.copyOf(kinds);
  }
}
