package dev.tideline.io.kafka.source;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Topic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

  @Test
  void partitionsAreDealtOutToAtMostSoManyReaders() {
    Topic topic = new Topic("t", 5, true, Long.MAX_VALUE);
    Map<Integer, Position> starts =
        Map.of(
            0, Position.at(0),
            1, Position.at(0),
            2, Position.at(0),
            3, Position.at(0),
            4, Position.at(0));
    Subscription capped =
        new Subscription(
            new KafkaCluster("h:1", null),
            topic,
            "g",
            starts,
            Map.of(),
            0,
            Long.MAX_VALUE,
            2,
            false);
    Subscription free =
        new Subscription(
            new KafkaCluster("h:1", null),
            topic,
            "g",
            starts,
            Map.of(),
            0,
            Long.MAX_VALUE,
            0,
            false);

    assertThat(
        capped.split(8).stream().map(Subscription::partitions).toList(),
        contains(List.of(0, 2, 4), List.of(1, 3)));
    assertThat(capped.split(1).size(), is(1));
    assertThat(free.split(3).size(), is(3));
    assertThat(free.split(8).size(), is(5));
  }
}
