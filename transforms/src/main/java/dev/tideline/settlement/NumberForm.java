package dev.tideline.settlement;

import dev.tideline.money.Amount;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** How a bank writes decimals. It is declared and never guessed: 1.000 is one or a thousand. */
public final class NumberForm {

  private final String decimal;
  private final String thousands;
  private final Pattern unsigned;

  /**
   * A form.
   *
   * @param decimal the mark before the decimals, such as a comma
   * @param thousands the mark between groups of three digits; empty if there is none
   */
  public NumberForm(String decimal, String thousands) {
    this.decimal = decimal;
    this.thousands = thousands;
    String grouped =
        thousands.isEmpty() ? "" : "|\\d{1,3}(" + Pattern.quote(thousands) + "\\d{3})+";
    this.unsigned = Pattern.compile("(\\d+" + grouped + ")(" + Pattern.quote(decimal) + "\\d+)?");
  }

  /**
   * Reads a number, whose sign may stand before or behind it.
   *
   * @return it in 1/10 000
   * @throws NumberFormatException if it is none of this form, or not exact in 1/10 000
   * @throws ArithmeticException if it does not fit a {@code long}
   */
  public long parse(String text) {
    return Amount.parse(plain(text));
  }

  /**
   * A number as others write it, {@code -1234.56}.
   *
   * @throws NumberFormatException if it is none of this form
   */
  public String plain(String text) {
    String number = text.strip();
    boolean negative = number.startsWith("-");
    if (negative || number.startsWith("+")) {
      number = number.substring(1).strip();
    } else if (number.endsWith("-")) {
      negative = true;
      number = number.substring(0, number.length() - 1).strip();
    }
    if (!unsigned.matcher(number).matches()) {
      throw new NumberFormatException("not a number as this bank writes them");
    }
    String digits = thousands.isEmpty() ? number : number.replace(thousands, "");
    return (negative ? "-" : "") + digits.replace(decimal, ".");
  }

  /** A number in this form, without marks of thousands. */
  public String text(BigDecimal number) {
    return number.toPlainString().replace(".", decimal);
  }
}
