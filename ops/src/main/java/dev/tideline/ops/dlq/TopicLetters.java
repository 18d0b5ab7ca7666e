package dev.tideline.ops.dlq;

import dev.tideline.io.deadletters.DeadLetter;
import dev.tideline.io.deadletters.Original;
import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.sink.DeadLetters;
import dev.tideline.io.kafka.sink.TopicOriginals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The dead letters of a topic.
 *
 * @param cluster where it is
 * @param topic the topic
 */
record TopicLetters(KafkaCluster cluster, DeadLetters topic) implements Letters {

  @Override
  public List<DeadLetter> all() throws IOException {
    Map<String, DeadLetter> letters = new LinkedHashMap<>();
    topic.read(cluster, (letter, message) -> letters.put(letter.location().toString(), letter));
    return List.copyOf(letters.values());
  }

  @Override
  public List<Original> originals(List<DeadLetter> letters) {
    List<Original> originals = new ArrayList<>();
    try (TopicOriginals topics = TopicOriginals.on(cluster)) {
      topics
          .of(letters)
          .forEach(
              (letter, found) ->
                  originals.add(
                      found.whyNot() == null
                          ? Original.found(letter, found.message().value())
                          : Original.lost(letter, found.whyNot())));
    }
    return originals;
  }
}
