package dev.tideline.datasets.bank;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** The days on which a bank works: Monday to Friday. */
final class Weekdays {

  private Weekdays() {}

  /** Whether it works on a day. */
  static boolean includes(LocalDate day) {
    return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
  }

  /** So many weekdays after a day; of none, the day itself or the first weekday after it. */
  static LocalDate after(LocalDate day, int count) {
    LocalDate date = day;
    for (int left = count; left > 0 || !includes(date); left -= includes(date) ? 1 : 0) {
      date = date.plusDays(1);
    }
    return date;
  }
}
