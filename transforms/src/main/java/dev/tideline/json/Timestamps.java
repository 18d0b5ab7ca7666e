package dev.tideline.json;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The one text form that times are written in: UTC with milliseconds, {@code
 * 2026-03-17T23:58:00.000Z}. It is also the usual one to be read, twice or more per record, and so
 * read by hand; all other exact moments of ISO 8601 are read by {@link IsoTime}.
 */
public final class Timestamps {

  /** The first ms that has a text form, that of year 0. */
  public static final long FIRST = -62_167_219_200_000L;

  /** The last ms that has one, that of year 9999. */
  public static final long LAST = 253_402_300_799_999L;

  private static final String FORM = "0000-00-00T00:00:00.000Z";
  private static final int SECONDS_ONLY = "0000-00-00T00:00:00Z".length();

  private Timestamps() {}

  /**
   * Reads a time.
   *
   * @return ms since the epoch, UTC
   * @throws NumberFormatException if the text is not of such a form, or names no moment of the
   *     years 0 to 9999
   */
  public static long parse(CharSequence text) {
    int length = text.length();
    if ((length != FORM.length() && length != SECONDS_ONLY) || text.charAt(length - 1) != 'Z') {
      return IsoTime.parse(text);
    }
    for (int i = 0; i < length - 1; i++) {
      char c = text.charAt(i);
      char form = FORM.charAt(i);
      if (form == '0' ? c < '0' || c > '9' : c != form) {
        return IsoTime.parse(text);
      }
    }
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    int year = number(text, 0, 4);
    if (hour > 23 || minute > 59 || second > 59) {
      return IsoTime.parse(text);
    }
    long seconds = ((epochDay(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
    return seconds * 1000 + (length == FORM.length() ? number(text, 20, 23) : 0);
  }

  /**
   * Writes a time with its milliseconds; before the year 0 or after 9999, which {@link #parse} does
   * not read, as {@link Instant} does.
   *
   * @param time ms since the epoch
   */
  public static String format(long time) {
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(time, 86_400_000L));
    if (date.getYear() < 0 || date.getYear() > 9999) {
      return Instant.ofEpochMilli(time).toString();
    }
    int ofDay = (int) Math.floorMod(time, 86_400_000L);
    char[] text = FORM.toCharArray();
    put(text, 0, 4, date.getYear());
    put(text, 5, 7, date.getMonthValue());
    put(text, 8, 10, date.getDayOfMonth());
    put(text, 11, 13, ofDay / 3_600_000);
    put(text, 14, 16, ofDay / 60_000 % 60);
    put(text, 17, 19, ofDay / 1000 % 60);
    put(text, 20, 23, ofDay % 1000);
    return new String(text);
  }

  /**
   * Days since 1970-01-01 in the proleptic Gregorian calendar, with years that begin in March.
   *
   * @throws NumberFormatException if there is no such day
   */
  static long epochDay(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
      throw malformed();
    }
    int y = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(y, 400);
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468L;
  }

  private static int daysIn(int year, int month) {
    if (month == 2) {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  private static int number(CharSequence text, int from, int end) {
    int value = 0;
    for (int i = from; i < end; i++) {
      value = value * 10 + text.charAt(i) - '0';
    }
    return value;
  }

  private static void put(char[] text, int from, int end, int number) {
    int rest = number;
    for (int i = end - 1; i >= from; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }

  static NumberFormatException malformed() {
    return new NumberFormatException("not a time like 2026-03-17T23:58:00.000Z or +01:00");
  }
}
