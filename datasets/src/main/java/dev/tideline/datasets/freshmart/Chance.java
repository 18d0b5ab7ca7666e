package dev.tideline.datasets.freshmart;

/**
 * Chance without a state: what is drawn depends on what it is drawn for and on nothing else,
 * neither on what was drawn before nor on the thread. So a knob that is turned leaves all else as
 * it was.
 *
 * <p>A chance is a path of names from the seed, such as seed, store 3, day 0, order 42, basket.
 * Asked the same question twice it gives the same answer; for another draw, take another name.
 *
 * @param bits 64 well-mixed bits
 */
public record Chance(long bits) {

  private static final long GOLDEN_RATIO = 0x9E37_79B9_7F4A_7C15L;

  /** Where all paths begin. */
  public static Chance seeded(long seed) {
    return new Chance(mix(seed + GOLDEN_RATIO));
  }

  /** The chance of one of many alike. */
  public Chance of(long name) {
    return new Chance(mix(bits + (name + 1) * GOLDEN_RATIO));
  }

  /** The chance of one purpose. */
  public Chance of(Draw purpose) {
    return of(purpose.name);
  }

  /** A number from 0 (inclusive) to 1 (exclusive). */
  public double unit() {
    return (bits >>> 11) * 0x1p-53;
  }

  /** A number from 0 (inclusive) to a bound (exclusive). */
  public int below(int bound) {
    return (int) (((bits >>> 33) * bound) >>> 31);
  }

  /** Whether something happens that happens in this share of all cases. */
  public boolean happens(double share) {
    return unit() < share;
  }

  /** The finaliser of SplittableRandom, after Stafford's mix 13. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return mixed ^ (mixed >>> 31);
  }
}
