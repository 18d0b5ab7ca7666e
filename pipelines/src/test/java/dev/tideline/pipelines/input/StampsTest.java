package dev.tideline.pipelines.input;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Topic;
import dev.tideline.pipelines.spec.SourceDefaults;
import java.util.Map;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

class StampsTest {

  private static final long NOW = 1_773_738_000_000L;
  private static final long HOUR = 3_600_000;
  private static final Topic APPENDED =
      new Topic("t.v1", "", 2, true, Long.MAX_VALUE, HOUR, false, false);
  private static final Topic STAMPED = new Topic("t.v1", "", 2, false, HOUR, HOUR, false, false);

  @Test
  void theBrokersClockMayBeALittleAheadOfThisOne() {
    Map<Integer, Long> latest = Map.of(0, NOW + 60_000, 1, Position.UNKNOWN);
    assertThat(Stamps.problems(APPENDED, latest, 0, NOW), is(empty()));
    assertThat(
        Stamps.problems(APPENDED, Map.of(0, NOW, 1, NOW + 60_001), 0, NOW),
        contains(
            startsWith(
                "t.v1-1 holds a record that was stamped 2026-03-17T09:01:00.001Z, and here it is 2026-03-17T09:00:00")));
  }

  @Test
  void producersMayStampAheadAsFarAsTheWatermarkIsBehind() {
    Map<Integer, Long> latest = Map.of(0, NOW + HOUR);
    assertThat(Stamps.problems(STAMPED, latest, HOUR, NOW), is(empty()));
    assertThat(Stamps.problems(STAMPED, latest, HOUR - 1, NOW).size(), is(2));
  }

  @Test
  void theWatermarkStaysFurtherBehindWhereProducersStamp() {
    SourceDefaults own =
        SourceDefaults.lookingBack(Duration.ZERO).withWatermarkDelay(Duration.standardSeconds(10));
    assertThat(Stamps.watermarkDelay(APPENDED, own), is(Duration.standardSeconds(10)));
    assertThat(Stamps.watermarkDelay(STAMPED, own), is(Duration.standardHours(1)));
  }
}
