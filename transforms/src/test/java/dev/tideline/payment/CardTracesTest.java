package dev.tideline.payment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.tideline.records.RecordLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardTracesTest {

  private static final String NUMBER = "4929123012341234";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4929123012341234",
        "pay-4929123012341234-7",
        "4929 1230 1234 1234",
        "4929\u00a01230\u20131234_1234",
        "\uff14\uff19\uff12\uff19\uff11\uff12\uff13\uff10\uff11\uff12\uff13\uff14\uff11\uff12\uff13\uff14",
        "\u0664\u0669\u0662\u0669\u0661\u0662\u0663\u0660\u0661\u0662\u0663\u0664\u0661\u0662\u0663\u0664",
        "\u2463\u2468\u2461\u2468\u2460\u2461\u2462\u24ea\u2460\u2461\u2462\u2463\u2460\u2461\u2462\u2463",
        "4321432103219294",
        "%34%39%32%39%31%32%33%30%31%32%33%34%31%32%33%34",
        "34393239313233303132333431323334",
        "&#52;&#57;&#50;&#57;&#49;&#50;&#51;&#48;&#49;&#50;&#51;&#52;&#49;&#50;&#51;&#52;",
        "\\u0034\\u0039\\u0032\\u0039\\u0031\\u0032\\u0033\\u0030\\u0031\\u0032\\u0033\\u0034\\u0031\\u0032\\u0033\\u0034",
        "\\064\\071\\062\\071\\061\\062\\063\\060\\061\\062\\063\\064\\061\\062\\063\\064",
        "\\x34\\x39\\x32\\x39\\x31\\x32\\x33\\x30\\x31\\x32\\x33\\x34\\x31\\x32\\x33\\x34",
        "NDkyOTEyMzAxMjM0MTIzNA==",
        "eDQ5MjkxMjMwMTIzNDEyMzQ=",
        "eHg0OTI5MTIzMDEyMzQxMjM0",
        "four nine two nine one two three zero one two three four one two three four",
        "FourNineTwoNine-OneTwoThreeZero-OneTwoThreeFour-OneTwoThreeFour"
      })
  void itsNumberInAnyFormBetraysIt(String text) {
    assertThat(CardTraces.of(NUMBER, payment("p", "o", text)), is("gateway"));
    assertThat(CardTraces.of(NUMBER, payment(text, "o", "g")), is("payment_id"));
    assertThat(CardTraces.of(NUMBER, payment("p", text, "g")), is("order_id"));
  }

  @Test
  void partsOfItInSeveralFieldsDoTogether() {
    assertThat(
        CardTraces.of(NUMBER, payment("p-49291", "o-230123", "g-41234")),
        is("several fields together"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4929123012341235",
        "492912301234123",
        "20260317100000123456",
        "7b0a1c52-3f4e-4a59-9c1d-2f8e6a7b9c0d",
        "01HRZ8M3N9QOMMNNOO4929123012",
        "one two three four five six seven eight nine zero one two three four"
      })
  void longIdsOfOtherDigitsAreLawful(String id) {
    assertThat(CardTraces.of(NUMBER, payment(id, "o", "g")), is(nullValue()));
    assertThat(CardTraces.of(NUMBER, payment("p", id, "g")), is(nullValue()));
    assertThat(CardTraces.of(NUMBER, payment("p", "o", id)), is(nullValue()));
  }

  @Test
  void ofATokenTheNumberIsNotKnown() {
    assertThat(CardTraces.of("", payment(NUMBER, "o", "g")), is(nullValue()));
  }

  private static Payment payment(String paymentId, String orderId, String gateway) {
    RecordLocation location = RecordLocation.inFile("f", 0);
    CardToken card = new CardToken(1, 2);
    return new Payment(
        paymentId, orderId, card, "berlin", gateway, 10_000, "EUR", 0, 0, 0, location);
  }
}
