package dev.tideline.ops.stability;

import dev.tideline.sum.Total;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How one measure changed after it was shown, over many rows: how often, and by how much from its
 * first value to its last.
 *
 * <p>Sizes are of the rows that changed only, in the measure's own unit (amounts in 1/10 000
 * currency units), without sign. A share of the first value is one only where that is not zero.
 * Quantiles are by nearest rank: always the size of a change that was.
 */
final class ChangeStatistics {

  private long rows;
  private long changes;
  private long mostChanges;
  private long fromZero;
  private final List<Total> sizes = new ArrayList<>();
  private final List<Double> shares = new ArrayList<>();

  /**
   * Adds a row.
   *
   * @param values what it showed, one after the other; at least one
   */
  void add(List<Total> values) {
    long changesHere = 0;
    for (int i = 1; i < values.size(); i++) {
      changesHere += values.get(i).equals(values.get(i - 1)) ? 0 : 1;
    }
    rows++;
    changes += changesHere;
    mostChanges = Math.max(mostChanges, changesHere);
    if (changesHere > 0) {
      addSize(values.get(0), values.get(values.size() - 1));
    }
  }

  private void addSize(Total first, Total last) {
    Total size = first.compareTo(last) < 0 ? last.minus(first) : first.minus(last);
    sizes.add(size);
    if (first.equals(Total.ZERO)) {
      fromZero++;
    } else {
      shares.add(size.toBigInteger().doubleValue() / first.toBigInteger().abs().doubleValue());
    }
  }

  /** How many rows there are. */
  long rows() {
    return rows;
  }

  /** How many of them changed. */
  long changed() {
    return sizes.size();
  }

  /** How many changes a row had on average, of all rows; 0 if there is none. */
  double changesPerRow() {
    return rows == 0 ? 0 : (double) changes / rows;
  }

  /** How many changes the row had that changed most often. */
  long mostChanges() {
    return mostChanges;
  }

  /** How many rows changed from zero. */
  long fromZero() {
    return fromZero;
  }

  /**
   * A quantile of the sizes; empty if nothing changed.
   *
   * @param quantile above 0, up to 1 for the greatest
   */
  Optional<Total> size(double quantile) {
    return sizes.isEmpty() ? Optional.empty() : Optional.of(nearest(sizes, quantile));
  }

  /** A quantile of the shares, 0.5 for a change by half; empty if nothing changed but from zero. */
  OptionalDouble share(double quantile) {
    return shares.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(nearest(shares, quantile));
  }

  private static <N extends Comparable<N>> N nearest(List<N> numbers, double quantile) {
    List<N> sorted = numbers.stream().sorted().toList();
    return sorted.get((int) Math.ceil(quantile * sorted.size()) - 1);
  }
}
