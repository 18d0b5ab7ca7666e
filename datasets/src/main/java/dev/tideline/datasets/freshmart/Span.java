package dev.tideline.datasets.freshmart;

/**
 * A range of numbers over orders of magnitude, such as one second to eight minutes: of a draw, each
 * doubling is equally likely.
 *
 * @param least the least number
 * @param doublings how often it must be doubled to reach the largest
 */
public record Span(long least, double doublings) {

  /** From one number to another. */
  public static Span of(long least, long most) {
    return new Span(least, StrictMath.log((double) most / least) / StrictMath.log(2));
  }

  /** The number at a chance; linear within a doubling, for a true power would cost too much. */
  public long at(Chance chance) {
    double position = chance.unit() * doublings;
    int whole = (int) position;
    return (long) (least * (double) (1L << whole) * (1 + position - whole));
  }
}
