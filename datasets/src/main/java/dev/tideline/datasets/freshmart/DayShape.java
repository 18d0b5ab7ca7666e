package dev.tideline.datasets.freshmart;

/** How the orders of a day spread over its hours: few at night, most at noon and in the evening. */
final class DayShape {

  private static final int[] WEIGHTS = {
    2, 1, 1, 1, 1, 2, 8, 20, 32, 38, 42, 52, 66, 58, 44, 42, 52, 74, 86, 70, 46, 28, 14, 6
  };

  private static final int STEPS = 4096;
  private static final double[] FRACTIONS = fractions();

  private DayShape() {}

  /**
   * The moment by which a share of a day's orders has been placed.
   *
   * @param share from 0 (inclusive) to 1 (exclusive)
   * @return the part of the day that has gone by, from 0 (inclusive) to 1 (exclusive)
   */
  static double momentOf(double share) {
    double position = share * STEPS;
    int step = (int) position;
    return FRACTIONS[step] + (position - step) * (FRACTIONS[step + 1] - FRACTIONS[step]);
  }

  /** The inverse of the summed weights, at evenly spaced shares. */
  private static double[] fractions() {
    int total = 0;
    for (int weight : WEIGHTS) {
      total += weight;
    }
    double[] fractions = new double[STEPS + 1];
    int hour = 0;
    double before = 0;
    for (int step = 0; step < STEPS; step++) {
      double wanted = (double) step / STEPS * total;
      while (before + WEIGHTS[hour] <= wanted) {
        before += WEIGHTS[hour++];
      }
      fractions[step] = (hour + (wanted - before) / WEIGHTS[hour]) / WEIGHTS.length;
    }
    fractions[STEPS] = 1;
    return fractions;
  }
}
