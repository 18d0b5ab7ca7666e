package dev.tideline.benchmarks.peers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The latest payments of one card, by time and id: what velocity needs. Changed in place. */
public final class CardPayments {

  /** How far back a payment's velocity looks, ms. */
  public static final long VELOCITY = 60_000;

  /** How long after it a payment is still of use, ms: it may come late, and another before it. */
  public static final long KEPT = OrderSums.LATENESS + 2 * VELOCITY;

  private long[] times = new long[4];
  private String[] ids = new String[4];
  private int count;

  /** Is told of each payment that is flagged, again if its score rises. */
  @FunctionalInterface
  public interface Sink {

    /** Takes a payment's id, its time (ms since the epoch), and how many there were. */
    void flag(String id, long time, int score);
  }

  /**
   * Adds a payment, and tells of it and of later ones whose score it raises to the threshold or
   * beyond.
   *
   * @return false if it is a copy of one that is there
   */
  public boolean add(String id, long time, int threshold, Sink sink) {
    int from = firstAfter(time - VELOCITY);
    int end = firstAfter(time + VELOCITY - 1);
    for (int i = from; i < end; i++) {
      if (ids[i].equals(id)) {
        return false;
      }
    }
    insert(id, time, from, end);
    // Not even all of them together are many.
    if (end + 1 - from >= threshold) {
      flag(from, end, time, threshold, sink);
    }
    return true;
  }

  private void insert(String id, long time, int from, int end) {
    int at = end;
    while (at > from
        && (times[at - 1] > time || (times[at - 1] == time && ids[at - 1].compareTo(id) > 0))) {
      at--;
    }
    if (count == times.length) {
      times = Arrays.copyOf(times, 2 * count);
      ids = Arrays.copyOf(ids, 2 * count);
    }
    System.arraycopy(times, at, times, at + 1, count - at);
    System.arraycopy(ids, at, ids, at + 1, count - at);
    times[at] = time;
    ids[at] = id;
    count++;
  }

  private void flag(int from, int last, long since, int threshold, Sink sink) {
    int first = from;
    int past = from;
    for (int i = from; i <= last; i++) {
      while (times[first] <= times[i] - VELOCITY) {
        first++;
      }
      while (past < count && times[past] <= times[i]) {
        past++;
      }
      if (times[i] >= since && past - first >= threshold) {
        sink.flag(ids[i], times[i], past - first);
      }
    }
  }

  /** Forgets payments up to a time, ms since the epoch. */
  public void forget(long time) {
    int old = firstAfter(time);
    System.arraycopy(times, old, times, 0, count - old);
    System.arraycopy(ids, old, ids, 0, count - old);
    Arrays.fill(ids, count - old, count, null);
    count -= old;
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** The time of the last payment, ms since the epoch; there must be one. */
  public long lastTime() {
    return times[count - 1];
  }

  private int firstAfter(long time) {
    int i = count;
    while (i > 0 && times[i - 1] > time) {
      i--;
    }
    return i;
  }

  /** The same payments, in another object. */
  public CardPayments copy() {
    CardPayments copy = new CardPayments();
    copy.times = times.clone();
    copy.ids = ids.clone();
    copy.count = count;
    return copy;
  }

  /** Writes them, to be read by {@link #read}. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(count);
    for (int i = 0; i < count; i++) {
      out.writeLong(times[i]);
      out.writeUTF(ids[i]);
    }
  }

  /** Reads what {@link #write} has written. */
  public static CardPayments read(DataInput in) throws IOException {
    CardPayments read = new CardPayments();
    read.count = in.readInt();
    read.times = new long[Math.max(4, read.count)];
    read.ids = new String[Math.max(4, read.count)];
    for (int i = 0; i < read.count; i++) {
      read.times[i] = in.readLong();
      read.ids[i] = in.readUTF();
    }
    return read;
  }
}
