package dev.tideline.pipelines.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.tideline.pipelines.FraudVelocityMain;
import dev.tideline.pipelines.run.Terminal.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A card number goes into a live run, in every way there is, and comes out nowhere. */
class NoCardNumberLiveTest {

  private static final String CANARY = "4929123412341234";

  @TempDir private Path home;

  @Test
  void itIsInNoTableNoTopicAndNoMessage() throws Exception {
    try (LiveShop shop = LiveShop.open(home)) {
      shop.topics("payments.v1", "payments.dlq.v1", "signals.v1");
      for (int i = 1; i <= 5; i++) { // five within a minute: a signal
        shop.send("payments.v1", 0, "10:00:0" + i, payment("p" + i, "10:00:0" + i, "2.50"));
      }
      shop.send("payments.v1", 0, "10:00:10", payment("negative", "10:00:10", "-1"));
      shop.send("payments.v1", 0, "10:30:00", payment("too-late", "10:00:20", "2.50"));
      shop.send("payments.v1", 1, "10:31:00", payment("cut", "10:31:00", "2.50").substring(0, 90));
      shop.send("payments.v1", 1, "10:31:01", "card " + CANARY + ", not JSON at all");

      Path output = home.resolve("out");
      List<String> words = new ArrayList<>(shop.arguments("payments.v1", output));
      words.addAll(List.of("--mode", "stream", "--until", "now", "--signals-topic", "signals.v1"));
      words.addAll(
          List.of(
              "--card-key", Files.writeString(home.resolve("key"), "0123456789abcdef").toString()));
      Ended ended = Terminal.run(new FraudVelocityMain(), words.toArray(String[]::new));

      assertThat(ended.err(), ended.code(), is(0));
      assertThat(
          ended.printed("LEDGER").get(0),
          is("LEDGER read=9 counted=5 duplicate=0 too_late=1 rejected=3 out_of_scope=0 BALANCED"));
      String signals = shop.everythingIn("signals.v1");
      String deadLetters = shop.everythingIn("payments.dlq.v1");
      assertThat(signals, containsString("\"payment_id\":\"p5\""));
      assertThat(deadLetters, containsString("NEGATIVE_AMOUNT"));
      assertThat(deadLetters, containsString("NOT_JSON"));
      assertFree(signals);
      assertFree(deadLetters);
      assertFree(ended.out() + ended.err());
      for (String contents : Terminal.contents(output).values()) {
        assertFree(contents);
      }
      assertThat(
          Files.readString(output.resolve("tideline.db"), ISO_8859_1), containsString("too-late"));
    }
  }

  private static void assertFree(String text) {
    assertThat(text, not(containsString(CANARY)));
  }

  private static String payment(String id, String time, String amount) {
    return """
        {"card_number":"%1$s","payment_id":"%2$s","order_id":"o","store_id":"berlin",\
        "gateway":"acme","amount":%4$s,"currency":"EUR","event_time":"2026-03-17T%3$sZ"}"""
        .formatted(CANARY, id, time, amount);
  }
}
