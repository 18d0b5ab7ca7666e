package dev.tideline.json;

/**
 * Reads one time in any of the forms of ISO 8601 that name an exact moment: date, time of day and
 * offset, with or without seconds, their fraction of 1 to 9 digits, and the signs between. What
 * {@link Timestamps} writes is among them, and read faster there.
 */
final class IsoTime {

  private static final long FIRST = -62_167_219_200_000L; // 0000-01-01T00:00Z
  private static final long END = 253_402_300_800_000L; // +10000-01-01T00:00Z
  private static final int NANOS_PER_MILLI = 1_000_000;
  private static final int MOST_DECIMALS = 9;

  private final CharSequence text;
  private int at;

  private IsoTime(CharSequence text) {
    this.text = text;
  }

  /**
   * Reads a time.
   *
   * @return ms since the epoch, UTC; what is below a ms is cut off, towards the past
   * @throws NumberFormatException if the text is not of such a form, or names no moment of the
   *     years 0 to 9999
   */
  static long parse(CharSequence text) {
    return new IsoTime(text).read();
  }

  private long read() {
    int year = number(4);
    boolean parted = skip('-');
    int month = number(2);
    check(!parted || skip('-'));
    long day = Timestamps.epochDay(year, month, number(2));
    check(skip('T') || skip('t') || skip(' '));
    int hour = number(2);
    check(!parted || skip(':'));
    int minute = number(2);
    int second = 0;
    int nanos = 0;
    if (parted ? skip(':') : atDigit()) {
      second = number(2);
      nanos = skip('.') || skip(',') ? fraction() : 0;
    }
    check(minute < 60 && second < 60);
    check(hour < 24 || (hour == 24 && minute == 0 && second == 0 && nanos == 0));
    long minutes = (day * 24 + hour) * 60 + minute - offset();
    check(at == text.length());
    long time = (minutes * 60 + second) * 1000 + nanos / NANOS_PER_MILLI;
    check(time >= FIRST && time < END);
    return time;
  }

  private int fraction() {
    int nanos = 0;
    int decimals = 0;
    while (decimals < MOST_DECIMALS && atDigit()) {
      nanos = nanos * 10 + number(1);
      decimals++;
    }
    check(decimals > 0);
    for (; decimals < MOST_DECIMALS; decimals++) {
      nanos *= 10;
    }
    return nanos;
  }

  /** The minutes that the clock is ahead of UTC. */
  private int offset() {
    if (skip('Z') || skip('z')) {
      return 0;
    }
    boolean behind = skip('-');
    check(behind || skip('+'));
    int hours = number(2);
    int minutes = skip(':') || atDigit() ? number(2) : 0;
    check(hours < 24 && minutes < 60);
    int offset = hours * 60 + minutes;
    return behind ? -offset : offset;
  }

  private int number(int digits) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      check(atDigit());
      value = value * 10 + text.charAt(at) - '0';
      at++;
    }
    return value;
  }

  private boolean atDigit() {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private boolean skip(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private static void check(boolean well) {
    if (!well) {
      throw Timestamps.malformed();
    }
  }
}
