package dev.tideline.store;

import java.io.Serializable;
import java.time.ZoneId;

/**
 * A store of the retailer, as it is for a while: reference data that every event is checked
 * against. A store that changes its zone or currency is several of these, one after the other.
 *
 * @param storeId the store's id, as events carry it
 * @param name what people call it
 * @param timeZone the zone in which its business days begin and end
 * @param currency the ISO 4217 code of the one currency it sells in
 * @param validFrom the first moment at which it is so, ms since the epoch; {@link #ALWAYS} if it
 *     has no beginning
 * @param validTo the first moment at which it is so no more; {@link #FOREVER} if it has no end
 */
public record Store(
    String storeId, String name, ZoneId timeZone, String currency, long validFrom, long validTo)
    implements Serializable {

  /** No beginning. */
  public static final long ALWAYS = Long.MIN_VALUE;

  /** No end. */
  public static final long FOREVER = Long.MAX_VALUE;

  /**
   * Checks the times.
   *
   * @throws IllegalArgumentException if it would end before it begins
   */
  public Store {
    if (validFrom >= validTo) {
      throw new IllegalArgumentException("store " + storeId + " ends before it begins");
    }
  }

  /** A store that always was and will be. */
  public Store(String storeId, String name, ZoneId timeZone, String currency) {
    this(storeId, name, timeZone, currency, ALWAYS, FOREVER);
  }

  /** Whether it is so at a moment, ms since the epoch. */
  public boolean validAt(long time) {
    return time >= validFrom && (time < validTo || validTo == FOREVER);
  }
}
