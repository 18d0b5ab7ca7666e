package dev.tideline.reconciliation;

import dev.tideline.settlement.SettlementLine;
import java.util.Comparator;

/**
 * A line of the bank's where it was read.
 *
 * @param file the name of the file
 * @param number of the line in it, from 1
 * @param line what it says
 */
public record BankLine(String file, long number, SettlementLine line) {

  /**
   * The last of the lines of one id is the one that counts, if they are not the same. Names are
   * compared without their endings, so that {@code 17-v2.csv} comes after {@code 17.csv}.
   */
  static final Comparator<BankLine> ORDER =
      Comparator.comparing(BankLine::stem)
          .thenComparing(BankLine::file)
          .thenComparingLong(BankLine::number);

  private String stem() {
    int ending = file.lastIndexOf('.');
    return ending < 0 ? file : file.substring(0, ending);
  }
}
