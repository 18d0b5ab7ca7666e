package dev.tideline.datasets.freshmart;

import dev.tideline.payment.CardKey;
import dev.tideline.payment.CardToken;
import dev.tideline.payment.CardTokens;

/**
 * The cards customers pay with, by index: numbers with a valid check digit under prefixes that
 * payment providers use in their test numbers, and the token of each.
 */
public final class Cards {

  private static final String[] PREFIXES = {"411111", "555555", "400000", "601111", "378282"};

  /** Where the prefix of 15-digit numbers is; all others have 16 digits. */
  private static final int SHORT_PREFIX = 4;

  private final CardToken[] tokens;

  private Cards(CardToken[] tokens) {
    this.tokens = tokens;
  }

  /**
   * So many cards, with their tokens under a key.
   *
   * @throws IllegalStateException if there is no such key
   */
  public static Cards of(int count, CardKey key) {
    CardTokens make = new CardTokens(key);
    CardToken[] tokens = new CardToken[count];
    for (int card = 0; card < count; card++) {
      tokens[card] = make.of(number(card));
    }
    return new Cards(tokens);
  }

  /** The token of a card. */
  public CardToken token(int card) {
    return tokens[card];
  }

  /** The number of a card, 15 or 16 digits. */
  public static String number(int card) {
    int prefix = card % PREFIXES.length;
    StringBuilder digits = new StringBuilder(16).append(PREFIXES[prefix]);
    int length = prefix == SHORT_PREFIX ? 14 : 15;
    Digits.append(digits, card / PREFIXES.length, length - digits.length());
    return digits.append(checkDigit(digits)).toString();
  }

  /** The last digit, by Luhn's formula: every second digit from the right counts twice. */
  private static int checkDigit(CharSequence digits) {
    int sum = 0;
    for (int i = digits.length() - 1, weight = 2; i >= 0; i--, weight = 3 - weight) {
      int product = (digits.charAt(i) - '0') * weight;
      sum += product / 10 + product % 10;
    }
    return (10 - sum % 10) % 10;
  }
}
