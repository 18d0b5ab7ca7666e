package dev.tideline.benchmarks.peers;

import java.util.Arrays;

/** What happened in a store within five minutes. Changed in place, by one thread. */
public class Slice {

  /** How long it is, ms. A window has six of them. */
  public static final long MILLIS = 300_000;

  /** How many slices a window has. */
  public static final int PER_WINDOW = 6;

  /** Orders placed. */
  public long orders;

  /** What they come to, 1/10 000 currency units. */
  public long revenue;

  /** Orders cancelled. */
  public long cancellations;

  /** The service times of orders fulfilled, ms, each the end of its bucket. */
  private int[] times = new int[8];

  private int fulfilled;

  /** All of some, which may be null. */
  static Slice sum(Slice... slices) {
    Slice sum = new Slice();
    for (Slice slice : slices) {
      if (slice != null) {
        sum.add(slice);
      }
    }
    return sum;
  }

  /** Adds another. */
  public void add(Slice other) {
    orders += other.orders;
    revenue = Math.addExact(revenue, other.revenue);
    cancellations += other.cancellations;
    makeRoom(other.fulfilled);
    System.arraycopy(other.times, 0, times, fulfilled, other.fulfilled);
    fulfilled += other.fulfilled;
  }

  /** Adds an order that was fulfilled so many ms after it was placed. */
  public void addServiceTime(long millis) {
    makeRoom(1);
    times[fulfilled++] = Rows.bucketEnd(millis);
  }

  private void makeRoom(int more) {
    if (fulfilled + more > times.length) {
      times = Arrays.copyOf(times, Math.max(2 * times.length, fulfilled + more));
    }
  }

  /** The service times, each the end of its bucket, ms, in no order. */
  public int[] serviceTimes() {
    return Arrays.copyOf(times, fulfilled);
  }
}
