package dev.tideline.payment;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Finds the card number of a payment in its other fields, where it has no business: they are kept
 * and shown. Its digits are known, so that a long id of other digits is not taken for it.
 *
 * <p>It is found in one field or in several on end; with anything between its digits; in digits of
 * any script; backwards; as character codes, octal, decimal or hex, as HTML, URLs and C write them;
 * in Base64; and in English words. Other forms are not: of a payment that counts, only its id and
 * its gateway are ever shown.
 */
public final class CardTraces {

  private static final List<String> WORDS =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  private static final int SHORTEST_WORD = 3;

  private static final List<Codes> ALL_CODES = List.of(Codes.in(8), Codes.in(10), Codes.in(16));

  private CardTraces() {}

  /**
   * The field that betrays the number, or null if none does.
   *
   * @param number the digits; empty if they are not known
   */
  public static String of(String number, Payment payment) {
    String all = payment.paymentId() + ' ' + payment.orderId() + ' ' + payment.storeId();
    all += ' ' + payment.gateway();
    if (number.isEmpty() || !betrays(all, number)) {
      return null;
    }
    if (betrays(payment.paymentId(), number)) {
      return "payment_id";
    }
    if (betrays(payment.orderId(), number)) {
      return "order_id";
    }
    if (betrays(payment.storeId(), number)) {
      return "store_id";
    }
    return betrays(payment.gateway(), number) ? "gateway" : "several fields together";
  }

  private static boolean betrays(String text, String number) {
    if (text.length() < number.length()) {
      return false;
    }
    String plain = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
    char[] digits = new char[plain.length()];
    int found = 0;
    int letters = 0;
    int begunGroups = 0;
    for (int i = 0; i < plain.length(); i++) {
      int c = plain.charAt(i);
      if (c > '~') {
        c = plain.codePointAt(i);
        i += Character.charCount(c) - 1;
      }
      int digit = c <= '9' ? c - '0' : c <= '~' ? -1 : Character.digit(c, 10);
      if (digit >= 0) {
        digits[found++] = (char) ('0' + digit);
      } else {
        letters += c >= 'A' ? 1 : 0;
        begunGroups += c >= 'M' && c <= 'O' ? 1 : 0;
      }
    }
    return (found >= number.length() && inDigits(new String(digits, 0, found), number))
        || (begunGroups >= number.length() / 3 - 1 && inBase64(plain, number))
        || (letters >= number.length() * SHORTEST_WORD && inWords(plain, number));
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean inDigits(String digits, String number) {
    return digits.contains(number)
        || digits.contains(new StringBuilder(number).reverse())
        || inCodes(digits, number);
  }

  private static boolean inCodes(String digits, String number) {
    if (digits.length() < 2 * number.length()) {
      return false;
    }
    for (Codes each : ALL_CODES) {
      // Few texts have enough of what such a code begins with: the others are not searched.
      if (each.begunIn(digits) >= number.length()
          && digits.replace("0", "").contains(each.of(number))) {
        return true;
      }
    }
    return false;
  }

  /**
   * The character codes of digits in some radix, without zeros: there may be some before each.
   *
   * @param first which digits they begin with, a bit each
   */
  private record Codes(List<String> ofDigits, int first) {

    static Codes in(int radix) {
      List<String> codes =
          IntStream.rangeClosed('0', '9')
              .mapToObj(c -> Integer.toString(c, radix).replace("0", ""))
              .toList();
      return new Codes(
          codes,
          codes.stream().mapToInt(code -> 1 << (code.charAt(0) - '0')).reduce(0, (a, b) -> a | b));
    }

    int begunIn(String digits) {
      int begun = 0;
      for (int i = 0; i < digits.length(); i++) {
        begun += first >> (digits.charAt(i) - '0') & 1;
      }
      return begun;
    }

    String of(String number) {
      StringBuilder codes = new StringBuilder();
      for (int i = 0; i < number.length(); i++) {
        codes.append(ofDigits.get(number.charAt(i) - '0'));
      }
      return codes.toString();
    }
  }

  /** Three digits are a group of four characters, of which the first is M, N or O. */
  private static boolean inBase64(String text, String number) {
    byte[] digits = number.getBytes(StandardCharsets.US_ASCII);
    String whole = text.replaceAll("[^A-Za-z0-9+/_-]", "");
    for (int from = 0; from < 3; from++) { // where a group of three begins
      int end = digits.length - (digits.length - from) % 3;
      String core = Base64.getEncoder().encodeToString(Arrays.copyOfRange(digits, from, end));
      if (whole.contains(core)) {
        return true;
      }
    }
    return false;
  }

  private static boolean inWords(String text, String number) {
    StringBuilder words = new StringBuilder();
    number.chars().forEach(c -> words.append(WORDS.get(c - '0')));
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "").contains(words);
  }
}
