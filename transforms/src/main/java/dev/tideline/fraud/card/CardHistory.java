package dev.tideline.fraud.card;

import dev.tideline.windowing.WindowPolicies;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The payments of one card, and from them the velocity of each: how many distinct payments the card
 * made in the 60 s up to and including it. Payments of the same ms count each other.
 *
 * <p>Scores depend on which payments have been added, not on the order in which they came, and only
 * ever rise. Mutable: whoever keeps one must {@link #copy} it before adding.
 */
public final class CardHistory {

  private static final long VELOCITY = WindowPolicies.VELOCITY.getMillis();

  /** The one order, whatever the order of arrival, so that equal histories have equal bytes. */
  private static final Comparator<CardPayment> ORDER =
      Comparator.comparingLong(CardPayment::eventTime)
          .thenComparing(CardPayment::paymentId)
          .thenComparingLong(CardPayment::content);

  private static final long MINUTE = 60_000;

  private final List<CardPayment> payments;
  private final List<CardPayment> replaced;
  private long latestIngest;
  private long droppedTo;

  /** A card that has not been seen. */
  public CardHistory() {
    this(List.of(), List.of(), Long.MIN_VALUE, Long.MIN_VALUE);
  }

  /** A history as it was written; see the accessors. */
  CardHistory(
      List<CardPayment> payments, List<CardPayment> replaced, long latestIngest, long droppedTo) {
    this.payments = new ArrayList<>(payments);
    this.replaced = new ArrayList<>(replaced);
    this.latestIngest = latestIngest;
    this.droppedTo = droppedTo;
  }

  /** A card of which nothing is known, or no longer: what was made up to this time is forgotten. */
  static CardHistory since(long droppedTo) {
    return new CardHistory(List.of(), List.of(), Long.MIN_VALUE, droppedTo);
  }

  /**
   * A history to be changed and written back. It is a copy, for a checkpoint may be writing what is
   * in the cell: with fasterCopy, Flink's heap state hands out the very object that it is about to
   * write.
   *
   * @param known what is in the cell of the card; null if nothing
   */
  public static CardHistory toChange(CardHistory known) {
    return known == null ? new CardHistory() : known.copy();
  }

  /** A history of its own with the same payments. */
  public CardHistory copy() {
    return new CardHistory(payments, replaced, latestIngest, droppedTo);
  }

  /**
   * Settles which of the copies of a payment counts, before it is added: the one that was ingested
   * in the earliest minute, of those of the same minute the one that came first. So the books are
   * the same in any order of arrival.
   *
   * <p>If the same record comes again, which is what happens where a runner repeats work whose
   * state it has not taken back, it is given the same answer again.
   *
   * @return the copy that this one makes a duplicate: itself, or the one that counted until now;
   *     null if it is the first
   */
  public CardPayment settle(CardPayment copy) {
    int at = indexOf(copy);
    if (at < 0) {
      return null;
    }
    CardPayment counted = payments.get(at);
    if (counted.place() == copy.place()) {
      return lastReplaced(counted, replaced.size());
    }
    for (int i = 0; i < replaced.size(); i++) {
      if (replaced.get(i).place() == copy.place() && ORDER.compare(replaced.get(i), copy) == 0) {
        return lastReplaced(copy, i);
      }
    }
    if (minute(copy) >= minute(counted)) {
      return copy;
    }
    replaced.add(counted);
    payments.set(at, copy);
    return counted;
  }

  /** The copy of a payment that was replaced last, of those before an index; null if none was. */
  private CardPayment lastReplaced(CardPayment payment, int end) {
    for (int i = end - 1; i >= 0; i--) {
      if (ORDER.compare(replaced.get(i), payment) == 0) {
        return replaced.get(i);
      }
    }
    return null;
  }

  private static long minute(CardPayment payment) {
    return Math.floorDiv(payment.ingestTime(), MINUTE);
  }

  /** Whether a copy of a payment counts, as far as is known. */
  public boolean counts(CardPayment payment) {
    return indexOf(payment) >= 0;
  }

  private int indexOf(CardPayment payment) {
    long time = payment.eventTime();
    for (int i = firstAfter(time - 1); i < payments.size(); i++) {
      if (payments.get(i).eventTime() > time) {
        return -1;
      }
      if (ORDER.compare(payments.get(i), payment) == 0) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Adds a payment, then drops what is no longer needed.
   *
   * <p>A duplicate of a payment, which has its id, content and so its time, changes nothing.
   *
   * @return the payment and the later ones whose scores it raises, with their new scores, by time;
   *     empty for a duplicate, but not for the same record that comes again
   * @throws IllegalStateException if payments that it counts with, or whose scores it raises, have
   *     been dropped. Its score can't be known any more, and a score that is too low must not pass
   *     for one that is right
   */
  public List<ScoredPayment> add(CardPayment payment, StateRetention retention) {
    long time = payment.eventTime();
    if (time - VELOCITY < droppedTo) {
      throw new IllegalStateException(
          "payment "
              + payment.paymentId()
              + " arrived "
              + (latestIngest - payment.ingestTime())
              + " ms of ingest time after another of its card, and what it counts with was dropped:"
              + " allow for more disorder and replay");
    }
    int from = firstAfter(time - VELOCITY);
    int end = firstAfter(time + VELOCITY - 1);
    int known = indexOf(payment);
    if (known >= 0) {
      return first(known).place() == payment.place() ? scores(from, end, time) : List.of();
    }
    payments.add(placeOf(payment, from, end), payment);
    List<ScoredPayment> raised = scores(from, end + 1, time);
    latestIngest = Math.max(latestIngest, payment.ingestTime());
    drop(retention.horizon(latestIngest));
    return raised;
  }

  /** The payments that are kept, by event time, then by id and content. */
  List<CardPayment> payments() {
    return payments;
  }

  /**
   * Copies that counted until one was found that had been ingested in an earlier minute, in the
   * order in which they were replaced.
   */
  List<CardPayment> replaced() {
    return replaced;
  }

  /** The latest ingest time of any payment, dropped or not. */
  long latestIngest() {
    return latestIngest;
  }

  /** The event time of the latest payment that was dropped; {@link Long#MIN_VALUE} if none was. */
  long droppedTo() {
    return droppedTo;
  }

  /** Of the copies of a payment the one that came first. */
  private CardPayment first(int index) {
    CardPayment payment = payments.get(index);
    for (CardPayment before : replaced) {
      if (ORDER.compare(before, payment) == 0) {
        return before;
      }
    }
    return payment;
  }

  /** Where to put a payment; looked for from the end, for most come in order. */
  private int placeOf(CardPayment payment, int from, int end) {
    int place = end;
    while (place > from && ORDER.compare(payments.get(place - 1), payment) > 0) {
      place--;
    }
    return place;
  }

  /**
   * The scores of the payments made at a time or later, up to an index.
   *
   * @param from the index of the first payment that any of them counts
   */
  private List<ScoredPayment> scores(int from, int end, long time) {
    List<ScoredPayment> scores = new ArrayList<>();
    int first = from;
    int past = from;
    for (int i = from; i < end; i++) {
      CardPayment payment = payments.get(i);
      while (payments.get(first).eventTime() <= payment.eventTime() - VELOCITY) {
        first++;
      }
      while (past < payments.size() && payments.get(past).eventTime() <= payment.eventTime()) {
        past++;
      }
      if (payment.eventTime() >= time) {
        scores.add(new ScoredPayment(payment, past - first));
      }
    }
    return scores;
  }

  /**
   * Drops what is no longer needed.
   *
   * @param watermark how far the source has come, ms since the epoch
   * @param retention how far behind it payments may still come
   */
  public void forget(long watermark, StateRetention retention) {
    drop(watermark - retention.span());
  }

  /** When the first of these payments was made, ms since the epoch. There are some. */
  long earliest() {
    return payments.get(0).eventTime();
  }

  /** Whether no payment is left. */
  public boolean isEmpty() {
    return payments.isEmpty();
  }

  private void drop(long horizon) {
    int kept = firstAfter(horizon);
    if (kept > 0) {
      droppedTo = payments.get(kept - 1).eventTime();
      payments.subList(0, kept).clear();
      replaced.removeIf(payment -> payment.eventTime() <= horizon);
    }
  }

  /** The index of the first payment made after a time. */
  private int firstAfter(long time) {
    int low = 0;
    int high = payments.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (payments.get(middle).eventTime() <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CardHistory that
        && payments.equals(that.payments)
        && replaced.equals(that.replaced)
        && latestIngest == that.latestIngest
        && droppedTo == that.droppedTo;
  }

  @Override
  public int hashCode() {
    return 31 * payments.hashCode() + Long.hashCode(latestIngest);
  }

  @Override
  public String toString() {
    return payments + ", ingested to " + latestIngest + ", dropped to " + droppedTo;
  }
}
