package dev.tideline.json;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

  @Test
  void readsWholeSeconds() {
    assertThat(Timestamps.parse("1970-01-01T00:00:01Z"), is(1000L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-03-17",
        "2026-03-17T23:58:00.000",
        "2026-03-17T23:58:00.000+01:00",
        "2026-03-17 23:58:00.000Z",
        "2026-03-17T23:58:00.0Z",
        "2026-3-17T23:58:00.0000Z",
        "2026-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-03-17T24:00:00Z",
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
