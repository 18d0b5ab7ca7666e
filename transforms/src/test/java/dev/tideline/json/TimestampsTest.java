package dev.tideline.json;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
  private static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  @Test
  void agreesWithJavaTime() {
    for (long seed = 0; seed < 10_000; seed++) {
      agrees("seed " + seed, new Random(seed).nextLong(FIRST, LAST + 1));
    }
    agrees("first", FIRST);
    agrees("last", LAST);
    agrees("before the epoch", -1);
    agrees("leap day", Instant.parse("2000-02-29T12:00:00Z").toEpochMilli());
  }

  /** As Java, Python, Go, .NET, JavaScript, PostgreSQL and others write 22:58:00.4 UTC. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-17T22:58:00.400Z",
        "2026-03-17T22:58:00.4Z",
        "2026-03-17T22:58:00.40Z",
        "2026-03-17T22:58:00.400000Z",
        "2026-03-17T22:58:00.4000000Z",
        "2026-03-17T22:58:00.400000000Z",
        "2026-03-17T22:58:00.400999999Z",
        "2026-03-17T22:58:00,400Z",
        "2026-03-17T22:58:00.400+00:00",
        "2026-03-17T22:58:00.400-00:00",
        "2026-03-17T22:58:00.400+0000",
        "2026-03-17T22:58:00.400+00",
        "2026-03-17T23:58:00.400+01:00",
        "2026-03-17T23:58:00.400+01",
        "2026-03-18T04:28:00.4+0530",
        "2026-03-18T04:43:00.4+05:45",
        "2026-03-17T17:58:00.4-05:00",
        "2026-03-18T22:57:00.4+23:59",
        "2026-03-17 22:58:00.400Z",
        "2026-03-17 22:58:00.4+00",
        "2026-03-17t22:58:00.4z",
        "20260317T225800.4Z",
        "20260317T235800.400+0100"
      })
  void readsEveryExactMomentOfIso8601(String text) {
    assertThat(
        Timestamps.parse(text), is(Instant.parse("2026-03-17T22:58:00.400Z").toEpochMilli()));
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:01Z, 1000",
    "1970-01-01T00:01Z, 60000",
    "19700101T0001Z, 60000",
    "1970-01-01T24:00:00Z, 86400000",
    "1970-01-01T24:00:00.000Z, 86400000",
    "1970-01-01T24:00Z, 86400000",
    "1970-01-01T00:00:00.0019999Z, 1",
    "1969-12-31T23:59:59.9999Z, -1",
    "1969-12-31T23:59:59.9989999Z, -2"
  })
  void whatIsBelowAMillisecondIsCutOffTowardsThePast(String text, long time) {
    assertThat(Timestamps.parse(text), is(time));
  }

  @Test
  void writesATimeThatCantBeReadWithoutFailing() {
    assertThat(Timestamps.format(LAST + 1), is("+10000-01-01T00:00:00Z"));
    assertThat(Timestamps.format(FIRST - 1), is("-0001-12-31T23:59:59.999Z"));
    assertThat(Timestamps.format(Long.MIN_VALUE), startsWith("-292275055-05-16T"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-03-17",
        "2026-03-17Z",
        "2026-03-17T23Z",
        "2026-03-17T23:58:00",
        "2026-03-17 23:58:00",
        "2026-03-17T23:58:00.000",
        "2026-03-17T23:58:00.Z",
        "2026-03-17T23:58.5Z",
        "2026-03-17T23:58:00.0000000000Z",
        "2026-03-17T23:58:00.000ZZ",
        "2026-03-17T23:58:00.000 Z",
        " 2026-03-17T23:58:00.000Z",
        "2026-03-17T23:58:00.000Z ",
        "2026-03-17T23:58:00.000UTC",
        "2026-03-17T23:58:00.000+1",
        "2026-03-17T23:58:00.000+01:0",
        "2026-03-17T23:58:00.000+24:00",
        "2026-03-17T23:58:00.000+01:60",
        "2026-03-17T23:58:00.000+01:00:00",
        "2026-03-17T23:58:00.000\u221201:00",
        "2026-03-17T23:58:00+01:00[Europe/Berlin]",
        "2026-03-17T2358:00Z",
        "2026-0317T23:58:00Z",
        "2026-076T23:58:00Z",
        "2026-W12-2T23:58:00Z",
        "2026-03-17T24:00:01Z",
        "2026-03-17T24:01:00Z",
        "2026-03-17T24:00:00.000000001Z",
        "2026-03-17T25:00:00Z",
        "+10000-01-01T00:00:00Z",
        "9999-12-31T24:00:00Z",
        "9999-12-31T23:59:59-00:01",
        "0000-01-01T00:00:00+00:01",
        "1773741600000",
        "Tue, 17 Mar 2026 10:00:00 GMT",
        "2026-3-17T23:58:00.0000Z",
        "2026-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-03-17T23:60:00Z",
        "2026-03-17T23:59:60Z",
        "-026-03-17T23:58:00Z",
        "２026-03-17T23:58:00Z"
      })
  void refusesAnythingElse(String text) {
    assertThrows(NumberFormatException.class, () -> Timestamps.parse(text));
  }

  private static void agrees(String which, long time) {
    String text = FORM.format(Instant.ofEpochMilli(time));
    assertThat(which, Timestamps.format(time), is(text));
    assertThat(which, Timestamps.parse(text), is(time));
  }
}
