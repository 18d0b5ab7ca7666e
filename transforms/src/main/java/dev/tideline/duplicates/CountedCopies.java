package dev.tideline.duplicates;

import dev.tideline.event.Identity;
import java.util.Arrays;

/**
 * The copies that count of the events of one slot of time and one group: one of each event.
 * Immutable, in pages of which a change copies those that it touches only; what is shared by two
 * states of it is never written to.
 *
 * <p>Of the copies of an event the one that was ingested in the earliest minute counts, of those of
 * the same minute the one that came first. So the answer and its books are the same in any order of
 * arrival.
 *
 * <p>A copy that counted is remembered with its place. If the same record comes again, which is
 * what happens where a runner repeats work whose state it has not taken back, it is given the same
 * verdict again.
 */
public final class CountedCopies {

  /** An entry: the identity of the event and the mark of the copy. */
  static final int WIDTH = 3;

  /** How many entries a page has at most on average. */
  private static final int PAGE = 32;

  private static final long[] NOTHING = {};

  private final long slot;
  private final int size;
  private final long[][] pages;

  /** Copies that counted until an earlier one came, in that order. */
  private final long[] replaced;

  CountedCopies(long slot, long[][] pages, long[] replaced) {
    this.slot = slot;
    this.pages = pages;
    this.replaced = replaced;
    this.size = Arrays.stream(pages).mapToInt(page -> page.length / WIDTH).sum();
  }

  /** None yet. */
  public static CountedCopies none(long slot) {
    return new CountedCopies(slot, new long[][] {NOTHING}, NOTHING);
  }

  /** The slot that its events are of. */
  public long slot() {
    return slot;
  }

  /** How many events it remembers. */
  public int size() {
    return size;
  }

  /** By the lowest bits of the first half of the identity; a power of two of them. */
  long[][] pages() {
    return pages;
  }

  long[] replaced() {
    return replaced;
  }

  /** Begins to settle copies, one after the other. */
  public Settling settling() {
    return new Settling();
  }

  /** The copies of one element of the graph, settled one by one. Not shared between threads. */
  public final class Settling {

    /** The verdict on a copy that counts, the first of its event. */
    public static final int COUNTED = -1;

    /** The verdict on a copy of an event of which another counts. */
    public static final int DUPLICATE = -2;

    private long[][] now = pages;
    private long[] replacedNow = replaced;
    private int added;

    private Settling() {}

    /**
     * Settles a copy.
     *
     * @param event its event's identity
     * @param mark its {@link CopyMark}
     * @return {@link #COUNTED}, {@link #DUPLICATE}, or the minute of the copy that counted until
     *     now: this one counts instead of it, in the books, and adds nothing to the answer
     */
    public int settle(Identity event, long mark) {
      int number = (int) event.high() & (now.length - 1);
      long[] page = now[number];
      int at = find(page, event);
      if (at >= 0) {
        return known(number, at, mark);
      }
      own(number, with(page, event.high(), event.low(), mark));
      added++;
      return COUNTED;
    }

    private int known(int number, int at, long mark) {
      long[] page = now[number];
      long high = page[at];
      long low = page[at + 1];
      long winner = page[at + 2];
      if (winner == mark) {
        return verdictBefore(replacedNow.length, high, low);
      }
      for (int i = 0; i < replacedNow.length; i += WIDTH) {
        if (replacedNow[i] == high && replacedNow[i + 1] == low && replacedNow[i + 2] == mark) {
          return verdictBefore(i, high, low);
        }
      }
      if (CopyMark.minute(mark) >= CopyMark.minute(winner)) {
        return DUPLICATE;
      }
      replacedNow = with(replacedNow, high, low, winner);
      long[] changed = page.clone();
      changed[at + 2] = mark;
      own(number, changed);
      return CopyMark.minute(winner);
    }

    /** The verdict on a copy of an event before which these were replaced. */
    private int verdictBefore(int end, long high, long low) {
      for (int i = end - WIDTH; i >= 0; i -= WIDTH) {
        if (replacedNow[i] == high && replacedNow[i + 1] == low) {
          return CopyMark.minute(replacedNow[i + 2]);
        }
      }
      return COUNTED;
    }

    private void own(int number, long[] page) {
      if (now == pages) {
        now = pages.clone();
      }
      now[number] = page;
      if (size + added >= PAGE * now.length) {
        now = spread(now);
      }
    }

    /** Whether a copy of an event counts. */
    public boolean counts(Identity event) {
      return find(now[(int) event.high() & (now.length - 1)], event) >= 0;
    }

    /** Whether anything is remembered that was not before. */
    public boolean changed() {
      return now != pages;
    }

    /** What is to be remembered from now on. */
    public CountedCopies settled() {
      return changed() ? new CountedCopies(slot, now, replacedNow) : CountedCopies.this;
    }
  }

  /** Where in a page the entry of an event begins; negative if it has none. */
  private static int find(long[] page, Identity event) {
    for (int at = 0; at < page.length; at += WIDTH) {
      if (page[at] == event.high() && page[at + 1] == event.low()) {
        return at;
      }
    }
    return -1;
  }

  private static long[] with(long[] entries, long high, long low, long mark) {
    int end = entries.length;
    long[] longer = Arrays.copyOf(entries, end + WIDTH);
    longer[end] = high;
    longer[end + 1] = low;
    longer[end + 2] = mark;
    return longer;
  }

  /** The same in twice as many pages, by one more bit of the identity. */
  private static long[][] spread(long[][] pages) {
    long[][] twice = new long[2 * pages.length][];
    for (int number = 0; number < pages.length; number++) {
      long[] page = pages[number];
      long[] low = new long[page.length];
      long[] high = new long[page.length];
      int lows = 0;
      int highs = 0;
      for (int at = 0; at < page.length; at += WIDTH) {
        if ((page[at] & pages.length) == 0) {
          System.arraycopy(page, at, low, lows, WIDTH);
          lows += WIDTH;
        } else {
          System.arraycopy(page, at, high, highs, WIDTH);
          highs += WIDTH;
        }
      }
      twice[number] = Arrays.copyOf(low, lows);
      twice[number + pages.length] = Arrays.copyOf(high, highs);
    }
    return twice;
  }
}
