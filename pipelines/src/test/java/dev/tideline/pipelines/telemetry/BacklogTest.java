package dev.tideline.pipelines.telemetry;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.io.kafka.Position;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BacklogTest {

  private static final long NOW = 1_773_738_000_000L;
  private static final Map<Integer, Long> BEGINNINGS = Map.of(0, 0L, 1, 20L);
  private static final Map<Integer, Long> ENDS = Map.of(0, 10L, 1, 30L);
  private static final Map<Integer, Long> CLOCK = Map.of(0, NOW, 1, NOW);

  @Test
  void aGroupThatCommittedNothingHasAllBeforeIt() {
    Backlog behind = Backlog.of(Map.of(), BEGINNINGS, ENDS, CLOCK);

    assertThat(behind, is(new Backlog(Map.of(0, 10L, 1, 10L), OptionalLong.empty())));
    assertThat(behind.allUnread(), is(20L));
  }

  @Test
  void theWatermarkIsThatOfThePartitionFurthestBehind() {
    Map<Integer, Position> committed =
        Map.of(0, new Position(7, NOW - 1_000), 1, new Position(25, NOW - 3_000));

    assertThat(
        Backlog.of(committed, BEGINNINGS, ENDS, CLOCK),
        is(new Backlog(Map.of(0, 3L, 1, 5L), OptionalLong.of(3_000))));
  }

  @Test
  void aPartitionThatIsReadIsNotBehind() {
    Map<Integer, Position> committed =
        Map.of(0, new Position(10, NOW - 86_400_000), 1, new Position(30, NOW - 3_000));

    assertThat(
        Backlog.of(committed, BEGINNINGS, ENDS, CLOCK),
        is(new Backlog(Map.of(0, 0L, 1, 0L), OptionalLong.of(0))));
  }

  @Test
  void whatWasDeletedIsNotStillToBeRead() {
    Map<Integer, Position> committed = Map.of(0, Position.at(10), 1, Position.at(3));

    assertThat(
        Backlog.of(committed, BEGINNINGS, ENDS, CLOCK),
        is(new Backlog(Map.of(0, 0L, 1, 10L), OptionalLong.empty())));
  }

  @Test
  void aWatermarkAheadOfTheClockIsNotBehind() {
    assertThat(
        Backlog.of(
                Map.of(0, new Position(7, NOW + 5)),
                BEGINNINGS,
                ENDS,
                Map.of(0, Position.UNKNOWN, 1, NOW))
            .watermarkLag(),
        is(OptionalLong.of(0)));
  }
}
