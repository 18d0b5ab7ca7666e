package dev.tideline.dashboard;

import dev.tideline.sum.Summable;
import java.util.Arrays;

/**
 * How long orders took from placed to fulfilled: a histogram with fixed buckets, so that neither
 * the order nor the grouping in which times are added can change a percentile.
 *
 * <p>The buckets are those of HdrHistogram with three significant digits: 1 ms wide up to 2 047 ms,
 * from there twice as wide each time the value doubles, so never wider than 1/1024 of the value.
 * Only buckets in use are kept. HdrHistogram's own {@code PackedHistogram} visits all 20 000 of
 * them for every addition and every encoding (some 100 µs each, however few are in use), which is
 * too much for sums that hold a handful of times; its documented formula is all we need.
 *
 * <p>A time above {@link #LONGEST} counts as {@link #LONGEST}.
 */
public final class ServiceTimes implements Summable<ServiceTimes> {

  /** The longest time that is told apart: 7 days, in ms. */
  public static final long LONGEST = 7 * 86_400_000L;

  /** No times at all. */
  public static final ServiceTimes NONE = new ServiceTimes(new int[0], new long[0]);

  /** There are 2048 buckets of 1 ms, and 1024 for each doubling after that. */
  private static final int DOUBLING = 10;

  private static final int PER_DOUBLING = 1 << DOUBLING;

  private final int[] buckets;
  private final long[] counts;
  private final long count;

  /** Takes buckets in rising order, and the count of each, above 0; neither array is copied. */
  ServiceTimes(int[] buckets, long[] counts) {
    this.buckets = buckets;
    this.counts = counts;
    long sum = 0;
    for (long each : counts) {
      sum = Math.addExact(sum, each);
    }
    this.count = sum;
  }

  /**
   * A few times, in ms, in any order.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public static ServiceTimes of(long... times) {
    Recorder recorder = new Recorder();
    for (long time : times) {
      recorder.add(time);
    }
    return recorder.times();
  }

  /** How many times are in it. */
  public long count() {
    return count;
  }

  /**
   * The time that so many percent of all times do not exceed, by nearest rank: the largest time of
   * its bucket, in ms; 0 if there are no times.
   *
   * @param percent from 1 to 100
   */
  public long percentile(int percent) {
    long rank = Math.addExact(Math.multiplyExact(count, (long) percent), 99) / 100;
    long passed = 0;
    for (int i = 0; i < buckets.length; i++) {
      passed += counts[i];
      if (passed >= rank) {
        return Math.min(highestOf(buckets[i]), LONGEST);
      }
    }
    return 0;
  }

  @Override
  public ServiceTimes plus(ServiceTimes other) {
    if (count == 0) {
      return other;
    }
    if (other.count == 0) {
      return this;
    }
    int[] merged = new int[buckets.length + other.buckets.length];
    long[] sums = new long[merged.length];
    int size = 0;
    int left = 0;
    int right = 0;
    while (left < buckets.length || right < other.buckets.length) {
      int bucket = Math.min(bucketAt(left), other.bucketAt(right));
      long sum = 0;
      if (bucketAt(left) == bucket) {
        sum = counts[left++];
      }
      if (other.bucketAt(right) == bucket) {
        sum = Math.addExact(sum, other.counts[right++]);
      }
      merged[size] = bucket;
      sums[size++] = sum;
    }
    return new ServiceTimes(Arrays.copyOf(merged, size), Arrays.copyOf(sums, size));
  }

  private int bucketAt(int i) {
    return i < buckets.length ? buckets[i] : Integer.MAX_VALUE;
  }

  /** The buckets in use, in rising order; not to be changed. */
  int[] buckets() {
    return buckets;
  }

  /** How many times each of them holds; not to be changed. */
  long[] counts() {
    return counts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ServiceTimes that
        && Arrays.equals(buckets, that.buckets)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(buckets) + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return count + " service times, half of them within " + percentile(50) + " ms";
  }

  /** The bucket of a time from 0 to {@link #LONGEST}. */
  private static int bucketOf(long time) {
    int doublings = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(time) - (DOUBLING + 1));
    return doublings * PER_DOUBLING + (int) (time >>> doublings);
  }

  /** The largest time of a bucket, in ms. */
  private static long highestOf(int bucket) {
    int doublings = Math.max(0, (bucket >> DOUBLING) - 1);
    return ((bucket - doublings * PER_DOUBLING + 1L) << doublings) - 1;
  }

  /** Collects times one by one; the mutable twin for one thread. */
  static final class Recorder {
    private int[] recorded = new int[4];
    private int size;

    void add(long time) {
      if (time < 0) {
        throw new IllegalArgumentException("a service time of " + time + " ms");
      }
      if (size == recorded.length) {
        recorded = Arrays.copyOf(recorded, 2 * size);
      }
      recorded[size++] = bucketOf(Math.min(time, LONGEST));
    }

    ServiceTimes times() {
      if (size == 0) {
        return NONE;
      }
      Arrays.sort(recorded, 0, size);
      int[] buckets = new int[size];
      long[] counts = new long[size];
      int used = 0;
      for (int i = 0; i < size; i++) {
        if (i > 0 && recorded[i] != recorded[i - 1]) {
          used++;
        }
        buckets[used] = recorded[i];
        counts[used]++;
      }
      return new ServiceTimes(Arrays.copyOf(buckets, used + 1), Arrays.copyOf(counts, used + 1));
    }
  }
}
