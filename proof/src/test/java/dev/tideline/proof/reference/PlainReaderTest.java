package dev.tideline.proof.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.intake.BrokenRecord;
import dev.tideline.intake.Place;
import dev.tideline.intake.RawRecord;
import dev.tideline.lines.JsonKind;
import dev.tideline.payment.CardTokens;
import dev.tideline.proof.world.RandomWorld;
import dev.tideline.proof.world.Sent;
import dev.tideline.proof.world.Topic;
import dev.tideline.proof.world.World;
import dev.tideline.source.OrderSources;
import dev.tideline.source.PaymentSources;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The model and the pipelines read JSON in ways of their own, and say the same of each record. */
class PlainReaderTest {

  private static final long WORLDS = 300;

  /** So many have each way to be broken several times. */
  private static final long SOME = 30;

  private static final CardTokens TOKENS = new CardTokens(() -> World.CARD_KEY.getBytes(UTF_8));

  @Test
  void ofEachRecordOfSomeWorlds() {
    ofEachRecordOfWorlds(0, SOME);
  }

  @Test
  @Tag("exhaustive")
  void ofEachRecordOfManyWorlds() {
    ofEachRecordOfWorlds(SOME, WORLDS);
  }

  private static void ofEachRecordOfWorlds(long from, long to) {
    for (long seed = from; seed < to; seed++) {
      for (Sent sent : RandomWorld.of(seed).records()) {
        assertThat("seed " + seed + ": " + sent.line(), model(sent), is(pipeline(sent)));
      }
    }
  }

  @Test
  void ofTwoEventsInOneRecord() {
    Sent one = RandomWorld.of(0).of(Topic.PAYMENTS).get(0);
    Sent two = new Sent(one.topic(), one.partition(), one.line() + one.line());

    assertThat(model(two), is("NOT_JSON"));
    assertThat(pipeline(two), is("NOT_JSON"));
  }

  @Test
  void ofAKnownFieldTwiceAndOfAnUnknownOne() {
    Sent good = RandomWorld.of(0).of(Topic.ORDERS).get(0);
    assertThat(model(with(good, "")), is("read"));

    for (String twice : new String[] {"\"type\":\"PLACED\",", "\"lines\":[],"}) {
      assertThat(twice, model(with(good, twice)), is("REPEATED_FIELD"));
      assertThat(twice, pipeline(with(good, twice)), is("REPEATED_FIELD"));
    }
    for (String unknown : new String[] {"\"amount\":1,\"amount\":2,", "\"x\":{\"type\":1},"}) {
      assertThat(unknown, model(with(good, unknown)), is("read"));
      assertThat(unknown, pipeline(with(good, unknown)), is("read"));
    }
  }

  private static Sent with(Sent sent, String fields) {
    return new Sent(sent.topic(), sent.partition(), sent.line().replaceFirst("[{]", "{" + fields));
  }

  private static String model(Sent sent) {
    try {
      PlainReader.read(sent);
      return "read";
    } catch (Unreadable broken) {
      return broken.getMessage();
    }
  }

  private static String pipeline(Sent sent) {
    JsonKind<?> kind =
        sent.topic() == Topic.ORDERS ? OrderSources.JSON : PaymentSources.json(TOKENS);
    RawRecord record = new RawRecord(sent.bytes(), new Place("world", 0, 0), RawRecord.IN_PAYLOAD);
    try {
      kind.parser().parse(record);
      return "read";
    } catch (BrokenRecord broken) {
      return broken.toReject(record).reason().name();
    }
  }
}
