package dev.tideline.io.kafka.source;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Topic;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AssignmentTest {

  private static final Topic TOPIC = new Topic("t", "", 5, true, 0, Long.MAX_VALUE, false, false);

  private final Assignment all =
      Assignment.ofAll(
          TOPIC,
          TOPIC.numbers().stream()
              .collect(Collectors.toMap(Function.identity(), number -> Position.at(0))));

  @Test
  void partitionsAreDealtOutToAtMostSoManyReaders() {
    assertThat(
        all.split(2).stream().map(each -> each.starts().keySet()).toList(),
        contains(Set.of(0, 2, 4), Set.of(1, 3)));
    assertThat(all.split(1).size(), is(1));
    assertThat(all.split(8).size(), is(5));
  }

  @Test
  void eachPartitionThatIsAddedIsOfOneReader() {
    assertThat(all.split(2).stream().map(each -> each.has(5)).toList(), contains(false, true));
    assertThat(all.has(5), is(true));
  }
}
