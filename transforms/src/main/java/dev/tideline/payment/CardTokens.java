package dev.tideline.payment;

import java.io.Serializable;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns card numbers into tokens; fetches the key when first used. Threads may share one: on the
 * Direct runner the readers of all partitions do, and two in one digest would make wrong tokens.
 */
public final class CardTokens implements Serializable {

  private static final long serialVersionUID = 1;
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST = 12; // as issuers use ISO/IEC 7812
  private static final int LONGEST = 19;

  private final CardKey key;
  private transient Mac mac;
  private transient byte[] digest;

  /** Tokens under this key. */
  public CardTokens(CardKey key) {
    this.key = key;
  }

  /**
   * The token of a card.
   *
   * @param number 12 to 19 digits
   * @throws NumberFormatException if it is no card number; the message does not quote it
   */
  public synchronized CardToken of(String number) {
    int length = number.length();
    if (length < SHORTEST || length > LONGEST) {
      throw new NumberFormatException("not a card number");
    }
    prepare();
    for (int i = 0; i < length; i++) {
      char c = number.charAt(i);
      if (c < '0' || c > '9') {
        mac.reset();
        throw new NumberFormatException("not a card number");
      }
      mac.update((byte) c);
    }
    try {
      mac.doFinal(digest, 0);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("the digest fits its buffer", impossible);
    }
    return new CardToken(bigEndian(0), bigEndian(8));
  }

  private void prepare() {
    if (mac != null) {
      return;
    }
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.fetch(), ALGORITHM));
      digest = new byte[mac.getMacLength()];
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
    }
  }

  private long bigEndian(int from) {
    long value = 0;
    for (int i = from; i < from + 8; i++) {
      value = (value << 8) | (digest[i] & 0xFF);
    }
    return value;
  }
}
