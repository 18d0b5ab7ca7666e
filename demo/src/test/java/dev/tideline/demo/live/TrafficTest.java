package dev.tideline.demo.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.demo.replay.Message;
import dev.tideline.json.Timestamps;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class TrafficTest {

  private final Traffic traffic = new Traffic(Clock.systemUTC());

  @Test
  void theClockIsThatOfTheNewestEventThatHappened() {
    sent("09:00:05", "{\"event_time\":\"2026-03-17T09:00:00.000Z\"}");
    assertThat(traffic.clock(), is(time("09:00:00")));

    sent("09:00:06", "{\"event_time\":\"2026-03-17T23:00:00.000Z\"}"); // its clock runs ahead
    assertThat(traffic.clock(), is(time("09:00:06")));

    sent("23:00:00", "{\"event_time\":\"2026-03-17T08:00:00.000Z\"}"); // late
    sent("23:00:00", "{\"event_time\":\"yesterday\"}"); // broken
    sent("23:00:00", "{\"event_time\":");
    assertThat(traffic.clock(), is(time("09:00:06")));
    assertThat(traffic.to("orders.v1"), is(5L));
  }

  private void sent(String ingested, String line) {
    traffic.note(new Message("orders.v1", 0, time(ingested), line.getBytes(UTF_8)));
  }

  private static long time(String ofDay) {
    return Timestamps.parse("2026-03-17T" + ofDay + "Z");
  }
}
