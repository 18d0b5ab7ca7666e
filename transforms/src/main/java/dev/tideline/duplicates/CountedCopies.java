package dev.tideline.duplicates;

import java.util.Arrays;

/**
 * The copies that count of the events of one slot of time whose ids are in one group: one of each
 * event. Immutable, in pages of which a change copies those that it touches only; what is shared by
 * two states of it is never written to.
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

  /** How many entries a page has at most on average, two longs each. */
  private static final int PAGE = 32;

  private static final long[] NOTHING = {};

  private final long slot;
  private final int size;
  private final long[][] pages;

  /** Copies that counted until an earlier one came, in that order, two longs each. */
  private final long[] replaced;

  CountedCopies(long slot, long[][] pages, long[] replaced) {
    this.slot = slot;
    this.pages = pages;
    this.replaced = replaced;
    this.size = Arrays.stream(pages).mapToInt(page -> page.length / 2).sum();
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

  /** By the low bits of the hash; a power of two of them. */
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
     * @param hash the first 64 bits of its event's identity
     * @param mark its {@link CopyMark}
     * @return {@link #COUNTED}, {@link #DUPLICATE}, or the minute of the copy that counted until
     *     now: this one counts instead of it, in the books, and adds nothing to the answer
     */
    public int settle(long hash, long mark) {
      int number = (int) hash & (now.length - 1);
      long[] page = now[number];
      for (int at = 0; at < page.length; at += 2) {
        if (page[at] == hash && CopyMark.sameEvent(page[at + 1], mark)) {
          return known(number, at, mark);
        }
      }
      long[] longer = Arrays.copyOf(page, page.length + 2);
      longer[page.length] = hash;
      longer[page.length + 1] = mark;
      own(number, longer);
      added++;
      return COUNTED;
    }

    private int known(int number, int at, long mark) {
      long hash = now[number][at];
      long winner = now[number][at + 1];
      if (winner == mark) {
        return verdictBefore(replacedNow.length, hash, mark);
      }
      for (int i = 0; i < replacedNow.length; i += 2) {
        if (replacedNow[i] == hash && replacedNow[i + 1] == mark) {
          return verdictBefore(i, hash, mark);
        }
      }
      if (CopyMark.minute(mark) >= CopyMark.minute(winner)) {
        return DUPLICATE;
      }
      int end = replacedNow.length;
      replacedNow = Arrays.copyOf(replacedNow, end + 2);
      replacedNow[end] = hash;
      replacedNow[end + 1] = winner;
      long[] page = now[number].clone();
      page[at + 1] = mark;
      own(number, page);
      return CopyMark.minute(winner);
    }

    /** The verdict on a copy before which these were replaced. */
    private int verdictBefore(int end, long hash, long mark) {
      for (int i = end - 2; i >= 0; i -= 2) {
        if (replacedNow[i] == hash && CopyMark.sameEvent(replacedNow[i + 1], mark)) {
          return CopyMark.minute(replacedNow[i + 1]);
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

    /** Whether anything is remembered that was not before. */
    public boolean changed() {
      return now != pages;
    }

    /** What is to be remembered from now on. */
    public CountedCopies settled() {
      return changed() ? new CountedCopies(slot, now, replacedNow) : CountedCopies.this;
    }
  }

  /** The same in twice as many pages, by one more bit of the hash. */
  private static long[][] spread(long[][] pages) {
    long[][] twice = new long[2 * pages.length][];
    for (int number = 0; number < pages.length; number++) {
      long[] page = pages[number];
      long[] low = new long[page.length];
      long[] high = new long[page.length];
      int lows = 0;
      int highs = 0;
      for (int at = 0; at < page.length; at += 2) {
        if ((page[at] & pages.length) == 0) {
          low[lows++] = page[at];
          low[lows++] = page[at + 1];
        } else {
          high[highs++] = page[at];
          high[highs++] = page[at + 1];
        }
      }
      twice[number] = Arrays.copyOf(low, lows);
      twice[number + pages.length] = Arrays.copyOf(high, highs);
    }
    return twice;
  }
}
