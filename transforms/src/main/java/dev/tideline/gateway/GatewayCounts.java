package dev.tideline.gateway;

import dev.tideline.sum.Summable;
import dev.tideline.sum.Total;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What went through a gateway in one currency, by slices of five minutes, so that one window holds
 * both its last five minutes and the hour before.
 *
 * @param slices the payments of each slice, by its first ms since the epoch
 */
public record GatewayCounts(SortedMap<Long, Payments> slices) implements Summable<GatewayCounts> {

  /** Nothing at all. */
  public static final GatewayCounts NONE = new GatewayCounts(new TreeMap<>());

  public GatewayCounts {
    slices = Collections.unmodifiableSortedMap(new TreeMap<>(slices));
  }

  /**
   * Some payments.
   *
   * @param count how many
   * @param amount how much in sum, in 1/10 000 currency units
   */
  public record Payments(long count, Total amount) implements Summable<Payments> {

    /** None. */
    public static final Payments NONE = new Payments(0, Total.ZERO);

    @Override
    public Payments plus(Payments other) {
      return new Payments(Math.addExact(count, other.count), amount.plus(other.amount));
    }
  }

  /** All slices that begin at a time or later, and before another. */
  public Payments between(long from, long to) {
    return slices.subMap(from, to).values().stream().reduce(Payments.NONE, Payments::plus);
  }

  @Override
  public GatewayCounts plus(GatewayCounts other) {
    SortedMap<Long, Payments> sum = new TreeMap<>(slices);
    other.slices.forEach((slice, payments) -> sum.merge(slice, payments, Payments::plus));
    return new GatewayCounts(sum);
  }
}
