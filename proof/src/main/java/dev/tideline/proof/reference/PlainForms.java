package dev.tideline.proof.reference;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the forms of a time and of a number that docs/data.md tells of. */
final class PlainForms {

  /** Date, time of day, fraction, offset: with signs between them, or with none. */
  private static final List<Pattern> TIMES =
      List.of(
          form("(\\d{4})-(\\d\\d)-(\\d\\d)[Tt ](\\d\\d):(\\d\\d)(?::(\\d\\d)"),
          form("(\\d{4})(\\d\\d)(\\d\\d)[Tt ](\\d\\d)(\\d\\d)(?:(\\d\\d)"));

  private static final Pattern NUMBER =
      Pattern.compile("(-?)([0-9]+)(?:\\.([0-9]+))?(?:[eE]([-+]?[0-9]+))?");

  /** That a long can hold. */
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  private PlainForms() {}

  private static Pattern form(String dateAndTime) {
    return Pattern.compile(
        dateAndTime + "(?:[.,](\\d{1,9}))?)?(?:[Zz]|([+-]\\d\\d)(?::?(\\d\\d))?)");
  }

  /** A time, ms since the epoch. */
  static long time(String text) throws Unreadable {
    for (Pattern form : TIMES) {
      Matcher time = form.matcher(text);
      if (time.matches()) {
        return time(time);
      }
    }
    throw new Unreadable("BAD_TIME");
  }

  private static long time(Matcher parts) throws Unreadable {
    String second = Objects.requireNonNullElse(parts.group(6), "00");
    String fraction = Objects.requireNonNullElse(parts.group(7), "");
    boolean midnight =
        parts.group(4).equals("24") && (parts.group(5) + second + fraction).matches("0*");
    int hours = Integer.parseInt(Objects.requireNonNullElse(parts.group(8), "+00"));
    int minutes = Integer.parseInt(Objects.requireNonNullElse(parts.group(9), "00"));
    if (Math.abs(hours) > 23 || minutes > 59) {
      throw new Unreadable("BAD_TIME");
    }
    boolean behind = parts.group(8) != null && parts.group(8).startsWith("-");
    try {
      LocalDateTime local =
          LocalDateTime.of(
              number(parts.group(1)),
              number(parts.group(2)),
              number(parts.group(3)),
              midnight ? 0 : number(parts.group(4)),
              number(parts.group(5)),
              number(second),
              number((fraction + "000000000").substring(0, 9)));
      LocalDateTime utc =
          local
              .plusDays(midnight ? 1 : 0)
              .minusHours(hours)
              .minusMinutes(behind ? -minutes : minutes);
      if (utc.getYear() < 0 || utc.getYear() > 9999) {
        throw new Unreadable("BAD_TIME");
      }
      return utc.toInstant(ZoneOffset.UTC).toEpochMilli();
    } catch (DateTimeException noSuchMoment) {
      throw new Unreadable("BAD_TIME");
    }
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  /** A number as whole number of its last decimal. Its exponent may be of any size. */
  static BigInteger exact(String text, int decimals, String inexact) throws Unreadable {
    Matcher parts = NUMBER.matcher(text);
    if (!parts.matches()) {
      throw new IllegalStateException("JSON has no such number");
    }
    String fraction = Objects.requireNonNullElse(parts.group(3), "");
    String digits = (parts.group(2) + fraction).replaceFirst("^0+", "");
    String significant = digits.replaceFirst("0+$", "");
    if (significant.isEmpty()) {
      return BigInteger.ZERO;
    }
    BigInteger shift =
        new BigInteger(Objects.requireNonNullElse(parts.group(4), "0"))
            .add(BigInteger.valueOf(decimals - fraction.length()))
            .add(BigInteger.valueOf(digits.length() - significant.length()));
    if (shift.signum() < 0) {
      throw new Unreadable(inexact);
    }
    if (shift.add(BigInteger.valueOf(significant.length())).bitLength() > 6) {
      throw new Unreadable("AMOUNT_OVERFLOW"); // of 64 digits or more
    }
    BigInteger value = new BigInteger(significant).multiply(BigInteger.TEN.pow(shift.intValue()));
    if (value.compareTo(LARGEST) > 0) {
      throw new Unreadable("AMOUNT_OVERFLOW");
    }
    return parts.group(1).isEmpty() ? value : value.negate();
  }
}
