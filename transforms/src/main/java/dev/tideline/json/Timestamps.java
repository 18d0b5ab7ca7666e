package dev.tideline.json;

import java.time.LocalDate;

/**
 * The one text form of a time: UTC with milliseconds, {@code 2026-03-17T23:58:00.000Z}; without
 * them it is read too. Written by hand because it is read twice or more per record.
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
   * @throws NumberFormatException if the text is not of the form, or names no real date or time
   */
  public static long parse(CharSequence text) {
    int length = text.length();
    if ((length != FORM.length() && length != SECONDS_ONLY) || text.charAt(length - 1) != 'Z') {
      throw malformed();
    }
    for (int i = 0; i < length - 1; i++) {
      char c = text.charAt(i);
      char form = FORM.charAt(i);
      if (form == '0' ? c < '0' || c > '9' : c != form) {
        throw malformed();
      }
    }
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    int year = number(text, 0, 4);
    if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
      throw malformed();
    }
    if (hour > 23 || minute > 59 || second > 59) {
      throw malformed();
    }
    long seconds = ((epochDay(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
    return seconds * 1000 + (length == FORM.length() ? number(text, 20, 23) : 0);
  }

  /**
   * Writes a time with its milliseconds.
   *
   * @param time ms since the epoch
   * @throws IllegalArgumentException if it is not in the years 0 to 9999
   */
  public static String format(long time) {
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(time, 86_400_000L));
    if (date.getYear() < 0 || date.getYear() > 9999) {
      throw new IllegalArgumentException("no time of the years 0 to 9999: " + time);
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

  /** Days since 1970-01-01 in the proleptic Gregorian calendar, with years that begin in March. */
  private static long epochDay(int year, int month, int day) {
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

  private static NumberFormatException malformed() {
    return new NumberFormatException("not a time like 2026-03-17T23:58:00.000Z");
  }
}
