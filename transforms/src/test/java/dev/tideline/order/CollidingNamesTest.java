package dev.tideline.order;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordLocation;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A parser that keeps one table of names for all records can be made to refuse good ones, by names
 * that fall into one place of the table: here by the hash that Jackson has for names of two words
 * of four bytes.
 */
class CollidingNamesTest {

  private static final int RECORDS = 20;
  private static final int NAMES = 200;
  private static final long SEED = 1;

  private static final String GOOD =
      """
      {"ingest_time":"2026-03-17T23:03:00.000Z","event_id":"e-1","order_id":"o-1",\
      "type":"FULFILLED","store_id":"berlin","event_time":"2026-03-17T22:58:00.000Z",\
      "placed_at":"2026-03-17T22:58:00Z","currency":"EUR"}""";

  @Test
  void whatBecomesOfARecordDoesNotDependOnOthers() throws Exception {
    Random random = new Random(SEED);
    for (int i = 0; i < RECORDS; i++) {
      StringBuilder record = new StringBuilder("{");
      for (int n = 0; n < NAMES; n++) {
        record.append('"').append(name(random)).append("\":1,");
      }
      assertThat(
          "record " + i + " of seed " + SEED,
          read(record + GOOD.substring(1)).eventId(),
          is("e-1"));
    }
  }

  /** A name of eight characters; all have one hash, whatever the seed of the table. */
  private static String name(Random random) {
    while (true) {
      int second = 0;
      for (int i = 0; i < 4; i++) {
        second = second << 8 | (33 + random.nextInt(94));
      }
      int first = firstFor(0x1234_5678 - 33 * second);
      String name = word(first) + word(second);
      if (name.matches("[!-~&&[^\"\\\\]]{8}")) {
        return name;
      }
    }
  }

  /** The word of which this hash is made, by {@code h = w + (w >>> 15); h ^= h >>> 9}. */
  private static int firstFor(int hash) {
    int sum = hash ^ hash >>> 9 ^ hash >>> 18 ^ hash >>> 27;
    int word = sum;
    for (int i = 0; i < 4; i++) {
      word = sum - (word >>> 15);
    }
    return word;
  }

  private static String word(int bytes) {
    StringBuilder word = new StringBuilder();
    for (int shift = 24; shift >= 0; shift -= 8) {
      word.append((char) (bytes >>> shift & 0xFF));
    }
    return word.toString();
  }

  private static OrderEvent read(String json) throws Exception {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return OrderJson.read(
        new RawRecord(bytes, RecordLocation.inFile("f", 0), RawRecord.IN_PAYLOAD));
  }
}
