package dev.tideline.fraud.card;

import dev.tideline.payment.CardToken;
import java.util.Arrays;

/**
 * The histories of the cards of a group, which a runner keeps as one value: of so many cards that a
 * value and a timer for each would cost more than all that is done with them.
 *
 * <p>They lie as bytes on pages, by the first bits of their tokens; only a history that something
 * comes to is ever read. Never changed, for a checkpoint may be writing it: with fasterCopy Flink's
 * heap state hands out the very object that it is about to write. {@link CardGroupDraft} makes
 * another one, which shares the pages that nothing has come to.
 */
public final class CardGroup {

  /**
   * How many groups there are, a power of two. Few, that a bundle's payments need few elements and
   * timers; more than there are tasks.
   */
  private static final int GROUPS = 32;

  /** Nothing is known of any card. */
  static final CardGroup NONE = new CardGroup(new byte[1][0], 0, 0, Long.MIN_VALUE);

  private final byte[][] pages;
  private final long size;
  private final long sweptAt;
  private final long forgottenTo;

  /**
   * Of these pages.
   *
   * @param pages a power of two of them, see {@link CardPage}; not to be changed
   * @param size how many bytes they have together
   * @param sweptAt see the accessor
   * @param forgottenTo see the accessor
   */
  CardGroup(byte[][] pages, long size, long sweptAt, long forgottenTo) {
    this.pages = pages;
    this.size = size;
    this.sweptAt = sweptAt;
    this.forgottenTo = forgottenTo;
  }

  /** The group that a card is in, from 0. */
  public static int of(CardToken card) {
    // By its last bits: the first are those of the pages.
    return (int) (card.low() & (GROUPS - 1));
  }

  byte[][] pages() {
    return pages;
  }

  long size() {
    return size;
  }

  /**
   * Where there are no timers: the latest time of ingest when it was last looked for what is not
   * needed, ms since the epoch; 0 if it never was.
   */
  long sweptAt() {
    return sweptAt;
  }

  /**
   * The event time of the latest payment that was forgotten with the rest of its card; {@link
   * Long#MIN_VALUE} if none was.
   */
  long forgottenTo() {
    return forgottenTo;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CardGroup that
        && Arrays.deepEquals(pages, that.pages)
        && sweptAt == that.sweptAt
        && forgottenTo == that.forgottenTo;
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(pages);
  }

  @Override
  public String toString() {
    return size + " bytes on " + pages.length + " pages";
  }
}
