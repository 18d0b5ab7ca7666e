package dev.tideline.gateway;

import dev.tideline.gateway.GatewayCounts.Payments;
import dev.tideline.row.RowFormat;
import dev.tideline.windowing.WindowPolicies;
import java.io.Serializable;

/**
 * How a gateway did in one currency. Rows are keyed by gateway, currency and window end; of two
 * rows of a key the one of more payments is the newer.
 *
 * @param gateway the payment provider
 * @param currency the ISO 4217 code of its amounts: different money is never added
 * @param windowEnd the first moment past the last five minutes, ms since the epoch
 * @param last its last five minutes
 * @param hour the hour before them
 * @param state what that says of it
 */
public record GatewayRow(
    String gateway, String currency, long windowEnd, Payments last, Payments hour, State state) {

  /** A twelfth of an hour is five minutes. */
  private static final long SLICES_OF_AN_HOUR = 12;

  private static final long MILLION = 1_000_000;

  /** Whether a gateway works. */
  public enum State {
    /** As far as one can tell. */
    OK,
    /** Its last five minutes are far below those of the hour before. */
    DEGRADED,
    /** Nothing in its last five minutes, and something in the hour before. */
    SILENT
  }

  /**
   * From when on a gateway is called degraded.
   *
   * @param below the ratio below which it is, in parts per million
   * @param leastPayments how many payments the hour before must have for a ratio to mean anything
   */
  public record Thresholds(long below, long leastPayments) implements Serializable {}

  /** The row's columns. */
  public static final RowFormat<GatewayRow> FORMAT =
      RowFormat.<GatewayRow>named("gateway_health")
          .time("window_end", GatewayRow::windowEnd)
          .text("gateway", GatewayRow::gateway)
          .text("currency", GatewayRow::currency)
          .number("payments_5min", row -> row.last.count())
          .decimal("amount_5min", row -> row.last.amount())
          .number("payments_hour", row -> row.hour.count())
          .decimal("amount_hour", row -> row.hour.amount())
          .number("ratio_ppm", GatewayRow::ratio)
          .text("state", row -> row.state.name())
          .keyedBy("gateway", "currency", "window_end")
          .versionedBy(row -> Math.addExact(row.last.count(), row.hour.count()));

  /** The row of a window. */
  static GatewayRow of(
      String gateway,
      String currency,
      long windowEnd,
      GatewayCounts counts,
      Thresholds thresholds) {
    long lastBegins = windowEnd - WindowPolicies.GATEWAY_EVERY.getMillis();
    Payments last = counts.between(lastBegins, windowEnd);
    Payments hour = counts.between(windowEnd - WindowPolicies.GATEWAY.getMillis(), lastBegins);
    return new GatewayRow(
        gateway, currency, windowEnd, last, hour, stateOf(last, hour, thresholds));
  }

  private static State stateOf(Payments last, Payments hour, Thresholds thresholds) {
    if (last.count() == 0 && hour.count() > 0) {
      return State.SILENT;
    }
    boolean tells = hour.count() > 0 && hour.count() >= thresholds.leastPayments;
    return tells && ratio(last, hour) < thresholds.below ? State.DEGRADED : State.OK;
  }

  /**
   * The payments of the last five minutes to a twelfth of those of the hour before, in parts per
   * million, rounded down; 0 where there were none before.
   */
  public long ratio() {
    return ratio(last, hour);
  }

  private static long ratio(Payments last, Payments hour) {
    return hour.count() == 0
        ? 0
        : Math.multiplyExact(last.count(), SLICES_OF_AN_HOUR * MILLION) / hour.count();
  }
}
