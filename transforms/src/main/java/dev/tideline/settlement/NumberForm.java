package dev.tideline.settlement;

import dev.tideline.money.Amount;
import java.util.regex.Pattern;

/**
 * How a bank writes decimals. It is declared and never guessed: {@code 1.000} is one or a thousand.
 *
 * @param decimal the mark before the decimals, such as a comma
 * @param thousands the mark between groups of three digits; empty if there is none
 */
public record NumberForm(String decimal, String thousands) {

  private static final String SIGN = "[+-]?";

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
    String stripped = text.strip();
    boolean behind = stripped.endsWith("-");
    String number = behind ? stripped.substring(0, stripped.length() - 1).strip() : stripped;
    if (!pattern().matcher(number).matches() || (behind && number.matches("[+-].*"))) {
      throw new NumberFormatException("not a number as this bank writes them");
    }
    String joined = thousands.isEmpty() ? number : number.replace(thousands, "");
    String plain = joined.replace(decimal, ".");
    return (behind ? "-" : "") + (plain.startsWith("+") ? plain.substring(1) : plain);
  }

  private Pattern pattern() {
    String decimals = "(" + Pattern.quote(decimal) + "\\d+)?";
    String grouped =
        thousands.isEmpty() ? "" : "|\\d{1,3}(" + Pattern.quote(thousands) + "\\d{3})+" + decimals;
    return Pattern.compile(SIGN + "(\\d+" + decimals + grouped + ")");
  }
}
