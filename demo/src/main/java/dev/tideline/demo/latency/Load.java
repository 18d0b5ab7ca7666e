package dev.tideline.demo.latency;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tideline.datasets.freshmart.Cards;
import dev.tideline.json.Timestamps;
import java.util.ArrayList;
import java.util.List;

/**
 * Payments that cost next to nothing to make: one text in which the id, the card and the time are
 * overwritten. Each card comes round so seldom that its history stays short.
 */
final class Load {

  /** The line of the one store. */
  static final String STORE =
      """
      {"store_id":"latency","name":"Latency","time_zone":"UTC","currency":"EUR"}
      """;

  private static final String ID = "p000000000000";
  private static final String CARD = "4111111111111111";
  private static final String TIME = "2026-01-01T00:00:00.000Z";

  private static final String TEXT =
      "{\"payment_id\":\""
          + ID
          + "\",\"order_id\":\"o\",\"card_number\":\""
          + CARD
          + "\",\"store_id\":\"latency\",\"gateway\":\"acme\",\"amount\":20.00,\"currency\":\"EUR\","
          + "\"event_time\":\""
          + TIME
          + "\"}";

  private static final byte[] TEMPLATE = TEXT.getBytes(US_ASCII);
  private static final int ID_AT = TEXT.indexOf(ID);
  private static final int CARD_AT = TEXT.indexOf(CARD);
  private static final int TIME_AT = TEXT.indexOf(TIME);

  private final List<byte[]> cards = new ArrayList<>();

  /** Payments of so many cards in turn. */
  Load(int cards) {
    for (int card = 0; this.cards.size() < cards; card++) {
      String number = Cards.number(card);
      if (number.length() == CARD.length()) {
        this.cards.add(number.getBytes(US_ASCII));
      }
    }
  }

  /** The number in the id of a payment, from 0. */
  static int number(String id) {
    return Integer.parseInt(id, 1, id.length(), 10);
  }

  /** A payment, by its number, made at a time (ms since the epoch). */
  byte[] payment(int number, long time) {
    byte[] payment = TEMPLATE.clone();
    int rest = number;
    for (int digit = ID_AT + ID.length() - 1; digit > ID_AT; digit--) {
      payment[digit] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    put(cards.get(number % cards.size()), CARD_AT, payment);
    put(Timestamps.format(time).getBytes(US_ASCII), TIME_AT, payment);
    return payment;
  }

  private static void put(byte[] part, int at, byte[] text) {
    System.arraycopy(part, 0, text, at, part.length);
  }
}
