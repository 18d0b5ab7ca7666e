package dev.tideline.fraud.card;

import dev.tideline.payment.CardToken;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Some cards and their histories as bytes, one after the other: the token, when the first payment
 * of the history was made, how many bytes the history has, and these.
 */
final class CardPage {

  static final byte[] EMPTY = {};

  private static final int EARLIEST = 2 * Long.BYTES;
  private static final int LENGTH = EARLIEST + Long.BYTES;
  private static final int HEAD = LENGTH + Integer.BYTES;

  private CardPage() {}

  /** Where an entry is on its page, and its end. */
  record Entry(int begin, int end) {

    int history() {
      return begin + HEAD;
    }

    int historyLength() {
      return end - begin - HEAD;
    }
  }

  /** The card of an entry. */
  static CardToken card(byte[] page, Entry entry) {
    ByteBuffer bytes = ByteBuffer.wrap(page);
    return new CardToken(bytes.getLong(entry.begin), bytes.getLong(entry.begin + Long.BYTES));
  }

  /** When the first payment of an entry was made, ms since the epoch. */
  static long earliest(byte[] page, Entry entry) {
    return ByteBuffer.wrap(page).getLong(entry.begin + EARLIEST);
  }

  /** The entry of a card; null if it is not on the page. */
  static Entry find(byte[] page, CardToken card) {
    ByteBuffer bytes = ByteBuffer.wrap(page);
    int at = 0;
    while (at < page.length) {
      int end = at + HEAD + bytes.getInt(at + LENGTH);
      if (bytes.getLong(at) == card.high() && bytes.getLong(at + Long.BYTES) == card.low()) {
        return new Entry(at, end);
      }
      at = end;
    }
    return null;
  }

  /** Tells of all entries. */
  static void each(byte[] page, Consumer<Entry> sink) {
    ByteBuffer bytes = ByteBuffer.wrap(page);
    int at = 0;
    while (at < page.length) {
      int end = at + HEAD + bytes.getInt(at + LENGTH);
      sink.accept(new Entry(at, end));
      at = end;
    }
  }

  /** Another page: without an entry, unless it is null, and with a card more. */
  static byte[] with(
      byte[] page, Entry old, CardToken card, long earliest, byte[] history, int length) {
    byte[] rest = without(page, old);
    byte[] next = Arrays.copyOf(rest, rest.length + HEAD + length);
    ByteBuffer.wrap(next, rest.length, HEAD)
        .putLong(card.high())
        .putLong(card.low())
        .putLong(earliest)
        .putInt(length);
    System.arraycopy(history, 0, next, rest.length + HEAD, length);
    return next;
  }

  /** Another page: without an entry, unless it is null. */
  static byte[] without(byte[] page, Entry old) {
    if (old == null) {
      return page;
    }
    byte[] rest = Arrays.copyOf(page, page.length - (old.end - old.begin));
    System.arraycopy(page, old.end, rest, old.begin, page.length - old.end);
    return rest;
  }
}
