package dev.tideline.proof.cell;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PulseTest {

  private static final Duration LITTLE = Duration.ofSeconds(1);
  private static final Duration FOR_EVER = Duration.ofDays(1);

  @Test
  void whatSleepsHangs() throws Exception {
    Process sleeping = new ProcessBuilder("sleep", "1d").start();
    try {
      Pulse pulse = Pulse.of(sleeping.toHandle(), LITTLE, FOR_EVER);
      while (!pulse.hangs()) {
        Thread.sleep(50);
      }
      assertThat(sleeping.isAlive(), is(true));
    } finally {
      sleeping.destroyForcibly();
    }
  }

  @Test
  void whatHasEndedDoesNothing() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();

    Pulse pulse = Pulse.of(ended.toHandle(), LITTLE, FOR_EVER);
    while (!pulse.hangs()) {
      Thread.sleep(50);
    }
  }

  /** However often it has to wait for a processor, and if others do the work for it. */
  @Test
  void whatWorksHangsOnlyWhenItHasWorkedBeyondMeasure() throws Exception {
    Process working = new ProcessBuilder("sh", "-c", "(while :; do :; done); exit 1").start();
    try {
      Pulse idle = Pulse.of(working.toHandle(), LITTLE, FOR_EVER);
      Pulse work = Pulse.of(working.toHandle(), FOR_EVER, LITTLE.multipliedBy(3));
      while (!work.hangs()) {
        assertThat(idle.hangs(), is(false));
        Thread.sleep(50);
      }
    } finally {
      working.descendants().forEach(ProcessHandle::destroyForcibly);
      working.destroyForcibly();
    }
  }
}
