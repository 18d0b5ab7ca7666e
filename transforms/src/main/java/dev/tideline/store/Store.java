package dev.tideline.store;

import java.io.Serializable;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * A store of the retailer, as it is for a while: reference data that every event is checked
 * against. A store that changes its zone, hours or currency is several of these, one after the
 * other.
 *
 * @param storeId the store's id, as events carry it
 * @param name what people call it
 * @param timeZone the zone by whose clock its business days begin and end
 * @param currency the ISO 4217 code of the one currency it sells in
 * @param dayStartsAt when its business days start, by that clock
 * @param booksCloseAt when the books of a business day close, on the date after it
 * @param validFrom the first moment at which it is so, ms since the epoch; {@link #ALWAYS} if it
 *     has no beginning
 * @param validTo the first moment at which it is so no more; {@link #FOREVER} if it has no end
 */
public record Store(
    String storeId,
    String name,
    ZoneId timeZone,
    String currency,
    LocalTime dayStartsAt,
    LocalTime booksCloseAt,
    long validFrom,
    long validTo)
    implements Serializable {

  /** No beginning. */
  public static final long ALWAYS = Long.MIN_VALUE;

  /** No end. */
  public static final long FOREVER = Long.MAX_VALUE;

  /**
   * Checks the times.
   *
   * @throws IllegalArgumentException if it would end before it begins, or its books would close
   *     before the day ends
   */
  public Store {
    if (validFrom >= validTo) {
      throw new IllegalArgumentException("store " + storeId + " ends before it begins");
    }
    if (booksCloseAt.isBefore(dayStartsAt)) {
      throw new IllegalArgumentException("store " + storeId + " closes its books within the day");
    }
  }

  /** A store whose days are the dates of its clock, and whose books close at 04:00. */
  public Store(
      String storeId, String name, ZoneId timeZone, String currency, long validFrom, long validTo) {
    this(
        storeId,
        name,
        timeZone,
        currency,
        BusinessDays.DAY_STARTS,
        BusinessDays.BOOKS_CLOSE,
        validFrom,
        validTo);
  }

  /** Such a store, that always was and will be. */
  public Store(String storeId, String name, ZoneId timeZone, String currency) {
    this(storeId, name, timeZone, currency, ALWAYS, FOREVER);
  }

  /** The same until an end, ms since the epoch. */
  public Store endingAt(long end) {
    return new Store(storeId, name, timeZone, currency, dayStartsAt, booksCloseAt, validFrom, end);
  }

  /** Its business days, as they are by its clock and hours. */
  public BusinessDays days() {
    return BusinessDays.of(timeZone, dayStartsAt, booksCloseAt);
  }

  /** Whether it is so at a moment, ms since the epoch. */
  public boolean validAt(long time) {
    return time >= validFrom && (time < validTo || validTo == FOREVER);
  }
}
