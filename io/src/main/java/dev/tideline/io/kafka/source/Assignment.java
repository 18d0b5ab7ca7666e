package dev.tideline.io.kafka.source;

import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Topic;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The partitions that one of some readers reads: it is dealt every so-manieth, and adopts of those
 * that are added while it reads the ones that it would have been dealt. So no two readers have to
 * agree.
 *
 * @param topic as it was found before the run that dealt them out
 * @param starts where to begin, by partition
 * @param reader which of the readers it is, from 0 on
 * @param readers how many there are
 */
record Assignment(Topic topic, Map<Integer, Position> starts, int reader, int readers)
    implements Serializable {

  Assignment {
    starts = new TreeMap<>(starts);
  }

  /** All partitions of a topic, for one reader. */
  static Assignment ofAll(Topic topic, Map<Integer, Position> starts) {
    return new Assignment(topic, starts, 0, 1);
  }

  /** Deals all partitions out to so many readers, or fewer. */
  List<Assignment> split(int most) {
    int count = Math.max(1, Math.min(most, starts.size()));
    List<Assignment> hands = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Assignment whose = new Assignment(topic, Map.of(), i, count);
      Map<Integer, Position> hand = new TreeMap<>(starts);
      hand.keySet().removeIf(partition -> !whose.has(partition));
      hands.add(new Assignment(topic, hand, i, count));
    }
    return hands;
  }

  /** Whether a partition is this reader's. */
  boolean has(int partition) {
    return partition % readers == reader;
  }
}
