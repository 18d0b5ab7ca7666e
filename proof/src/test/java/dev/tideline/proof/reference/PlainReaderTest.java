package dev.tideline.proof.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.io.events.OrderSources;
import dev.tideline.io.events.PaymentSources;
import dev.tideline.io.lines.JsonEventType;
import dev.tideline.payment.CardTokens;
import dev.tideline.proof.world.RandomWorld;
import dev.tideline.proof.world.World;
import dev.tideline.proof.world.WorldRecord;
import dev.tideline.proof.world.WorldTopic;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordLocation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The model and the pipelines read JSON in ways of their own, and find the same in each record. */
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
      for (WorldRecord sent : RandomWorld.of(seed).records()) {
        assertThat("seed " + seed + ": " + sent.line(), model(sent), is(pipeline(sent)));
      }
    }
  }

  @Test
  void ofTwoEventsInOneRecord() {
    WorldRecord one = RandomWorld.of(0).of(WorldTopic.PAYMENTS).get(0);
    WorldRecord two = new WorldRecord(one.topic(), one.partition(), one.line() + one.line());

    assertThat(model(two), is("NOT_JSON"));
    assertThat(pipeline(two), is("NOT_JSON"));
  }

  @Test
  void ofAKnownFieldTwiceAndOfAnUnknownOne() {
    WorldRecord good = RandomWorld.of(0).of(WorldTopic.ORDERS).get(0);
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

  private static WorldRecord with(WorldRecord sent, String fields) {
    return new WorldRecord(
        sent.topic(), sent.partition(), sent.line().replaceFirst("[{]", "{" + fields));
  }

  private static String model(WorldRecord sent) {
    try {
      PlainReader.read(sent);
      return "read";
    } catch (Unreadable broken) {
      return broken.getMessage();
    }
  }

  private static String pipeline(WorldRecord sent) {
    JsonEventType<?> type =
        sent.topic() == WorldTopic.ORDERS ? OrderSources.JSON : PaymentSources.json(TOKENS);
    RawRecord record =
        new RawRecord(sent.bytes(), RecordLocation.inTopic("world", 0, 0), RawRecord.IN_PAYLOAD);
    try {
      type.parser().parse(record);
      return "read";
    } catch (BrokenRecord broken) {
      return broken.toReject(record).reason().name();
    }
  }
}
