package dev.tideline.fraud.card;

import dev.tideline.encoding.MemoryBytes;
import dev.tideline.payment.CardToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link CardGroup} that is being changed. Its pages are copied when something comes to them. Of
 * one thread.
 */
public final class CardGroupDraft {

  /** Bytes a page, on average, from which there are twice as many pages. */
  private static final int LARGE = 1_024;

  private final CardGroup original;
  private final MemoryBytes.Out buffer = new MemoryBytes.Out();
  private byte[][] pages;
  private long size;
  private long latestIngest;
  private long sweptAt;
  private long forgottenTo;
  private long earliest = Long.MAX_VALUE;
  private long latest = Long.MIN_VALUE;

  /**
   * Begins to change a group.
   *
   * @param original what is known of it; null if nothing
   */
  public CardGroupDraft(CardGroup original) {
    this.original = original == null ? CardGroup.NONE : original;
    this.pages = this.original.pages();
    this.size = this.original.size();
    this.sweptAt = this.original.sweptAt();
    this.latestIngest = sweptAt;
    this.forgottenTo = this.original.forgottenTo();
  }

  /** The history of a card, which may be changed, and counts again when it is {@link #put} back. */
  public CardHistory history(CardToken card) {
    byte[] page = pages[pageOf(card)];
    CardPage.Entry entry = CardPage.find(page, card);
    return entry == null ? CardHistory.since(forgottenTo) : read(page, entry);
  }

  /** Keeps the history of a card, in place of the one that it had. It is not empty. */
  public void put(CardToken card, CardHistory history) {
    changePages();
    int at = pageOf(card);
    note(history.earliest());
    latestIngest = Math.max(latestIngest, history.latestIngest());
    replace(at, withHistory(pages[at], CardPage.find(pages[at], card), card, history));
    if (size > (long) LARGE * pages.length) {
      split();
    }
  }

  /**
   * Forgets what no payment yet to arrive can need, of all cards.
   *
   * @param now how far the source has come, by the watermark or the latest ingest
   * @param retention how far behind it payments may still come
   */
  public void forget(long now, StateRetention retention) {
    changePages();
    earliest = Long.MAX_VALUE;
    latest = Long.MIN_VALUE;
    for (int at = 0; at < pages.length; at++) {
      forget(at, now, retention);
    }
  }

  private void forget(int at, long now, StateRetention retention) {
    byte[] old = pages[at];
    List<CardToken> due = new ArrayList<>();
    CardPage.each(
        old,
        entry -> {
          long first = CardPage.earliest(old, entry);
          if (first <= now - retention.span()) {
            due.add(CardPage.card(old, entry));
          } else {
            note(first);
          }
        });
    byte[] page = old;
    for (CardToken card : due) {
      CardPage.Entry entry = CardPage.find(page, card);
      CardHistory history = read(page, entry);
      history.forget(now, retention);
      if (history.isEmpty()) {
        forgottenTo = retention.timed() ? forgottenTo : Math.max(forgottenTo, history.droppedTo());
        page = CardPage.without(page, entry);
      } else {
        note(history.earliest());
        page = withHistory(page, entry, card, history);
      }
    }
    replace(at, page);
  }

  private void note(long time) {
    earliest = Math.min(earliest, time);
    latest = Math.max(latest, time);
  }

  /**
   * Where there are no timers: forgets what is not needed by the latest ingest of the group, from
   * time to time.
   */
  public void forgetByIngest(StateRetention retention) {
    if (latestIngest - retention.span() / 2 > sweptAt) {
      forget(latestIngest, retention);
      sweptAt = latestIngest;
    }
  }

  /**
   * When to {@link #forget} by the watermark, ms since the epoch, if nothing was known when the
   * draft was begun or it has just been done: when a part of what is kept is not needed any more.
   * So each payment is looked at a few times, however far the source is ahead of the watermark.
   * There is something.
   *
   * @param now when it was done; {@link Long#MIN_VALUE} if it was not
   */
  public long forgetAt(long now, StateRetention retention) {
    return Math.max(earliest + retention.span(), now + (latest - earliest) / 2);
  }

  /** Whether there is nothing in it. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Whether anything has been kept or forgotten. */
  public boolean changed() {
    return pages != original.pages();
  }

  /** The group as it is now; the draft is of no more use. */
  public CardGroup finished() {
    return new CardGroup(pages, size, sweptAt, forgottenTo);
  }

  private void changePages() {
    if (!changed()) {
      pages = pages.clone();
    }
  }

  private void replace(int at, byte[] page) {
    size += page.length - pages[at].length;
    pages[at] = page;
  }

  private int pageOf(CardToken card) {
    return pageOf(card, pages.length);
  }

  /** By the first bits of its token; a shift by 64 would be one by 0. */
  private static int pageOf(CardToken card, int pages) {
    return pages == 1 ? 0 : (int) (card.high() >>> Long.numberOfLeadingZeros(pages - 1L));
  }

  private void split() {
    byte[][] twice = new byte[2 * pages.length][];
    for (int at = 0; at < pages.length; at++) {
      byte[] page = pages[at];
      MemoryBytes.Out low = new MemoryBytes.Out();
      MemoryBytes.Out high = new MemoryBytes.Out();
      CardPage.each(
          page,
          entry ->
              (pageOf(CardPage.card(page, entry), twice.length) % 2 == 0 ? low : high)
                  .write(page, entry.begin(), entry.end() - entry.begin()));
      twice[2 * at] = low.size() == 0 ? CardPage.EMPTY : low.toByteArray();
      twice[2 * at + 1] = high.size() == 0 ? CardPage.EMPTY : high.toByteArray();
    }
    pages = twice;
  }

  private static CardHistory read(byte[] page, CardPage.Entry entry) {
    try {
      return CardCoders.HISTORY.decode(
          new MemoryBytes.In(page, entry.history(), entry.historyLength()));
    } catch (IOException impossible) {
      throw new UncheckedIOException("what was written is in memory", impossible);
    }
  }

  private byte[] withHistory(byte[] page, CardPage.Entry old, CardToken card, CardHistory history) {
    buffer.reset();
    try {
      CardCoders.HISTORY.encode(history, buffer);
    } catch (IOException impossible) {
      throw new UncheckedIOException("it is written in memory", impossible);
    }
    byte[] bytes = buffer.toByteArray();
    return CardPage.with(page, old, card, history.earliest(), bytes, bytes.length);
  }
}
