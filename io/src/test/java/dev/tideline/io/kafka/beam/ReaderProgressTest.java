package dev.tideline.io.kafka.beam;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Topic;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReaderProgressTest {

  private static final long T0 = 1_773_748_800_000L;
  private static final long DELAY = 1_000;
  private static final Topic STAMPED = new Topic("t.v1", "", 2, false, 0, 0, false, false);

  private final PartitionProgress busy = begun();
  private final PartitionProgress quiet = begun();
  private final ReaderProgress reader = new ReaderProgress(Map.of(0, busy, 1, quiet));
  private long now = System.currentTimeMillis();

  private static PartitionProgress begun() {
    PartitionProgress partition = new PartitionProgress(STAMPED, DELAY, Position.UNKNOWN);
    partition.beginsAt(0);
    return partition;
  }

  private void hand(PartitionProgress partition, long offset, long ingestTime) {
    partition.polledTo(offset + 1);
    partition.handsOver(offset, ingestTime);
  }

  /** The broker's answer is of before: what the others had come to by then is what it allows. */
  private void brokerSaysThatTheQuietOneHasNothing(long asked) {
    quiet.reaches(0, asked, reader.reachedBy(asked, now));
  }

  @Test
  void aSilentPartitionAllowsWhatTheOthersHadReachedWhenTheBrokerWasAsked() {
    hand(busy, 0, T0);
    now += 100;
    brokerSaysThatTheQuietOneHasNothing(now - 50);
    assertThat("it was silent for too short", reader.watermark(), is(Position.UNKNOWN));

    now += Topic.SILENCE;
    long asked = now;
    hand(busy, 1, T0 + 5_000);
    now += 50;
    brokerSaysThatTheQuietOneHasNothing(asked);
    assertThat("not what came since", reader.watermark(), is(T0 - DELAY));

    now += 1_000;
    brokerSaysThatTheQuietOneHasNothing(now - 10);
    assertThat(reader.watermark(), is(T0 + 5_000 - DELAY));
  }

  @Test
  void recordsThatWereReadAndNotHandedOverHoldTheWatermark() {
    hand(busy, 0, T0);
    quiet.polledTo(1);
    for (int second = 0; second < 5; second++) {
      now += Topic.SILENCE;
      brokerSaysThatTheQuietOneHasNothing(now - 10);
    }
    assertThat(reader.watermark(), is(Position.UNKNOWN));

    quiet.handsOver(0, T0 - 3_000);
    assertThat("and its own records count again", reader.watermark(), is(T0 - 3_000 - DELAY));
  }

  @Test
  void aPartitionAtItsEndIsNotWaitedFor() {
    hand(busy, 0, T0);
    quiet.ends();
    assertThat(reader.watermark(), is(T0 - DELAY));
  }
}
