package dev.tideline.benchmarks.bench.measure;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A figure that was measured several times.
 *
 * @param least the least of them
 * @param median the middle one, of an even number the mean of the two
 * @param most the greatest of them
 */
public record Spread(double least, double median, double most) {

  /**
   * Of these.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Spread of(Collection<Double> figures) {
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no figures");
    }
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Spread(sorted[0], median, Arrays.stream(sorted).max().getAsDouble());
  }

  /**
   * How many times one figure took as much as another, round by round.
   *
   * @param figures in the order of the rounds
   * @param others likewise; where one has fewer, that many are compared
   */
  public static Spread ofRatios(List<Double> figures, List<Double> others) {
    return of(
        IntStream.range(0, Math.min(figures.size(), others.size()))
            .mapToObj(round -> figures.get(round) / others.get(round))
            .toList());
  }

  /** How far apart they are: the greatest over the least. 1 if they are alike. */
  public double width() {
    return most / least;
  }
}
