package dev.tideline.pipelines.options;

import java.util.Optional;

/** What a run reads: files, or a topic. */
public sealed interface Input {

  /** The topic, if it is one. */
  Optional<KafkaSettings> topic();

  /**
   * Files.
   *
   * @param path a directory, a file or a glob, as typed
   * @param replay how their records arrive where they are read as a stream
   */
  record Files(String path, Replaying replay) implements Input {

    @Override
    public Optional<KafkaSettings> topic() {
      return Optional.empty();
    }
  }

  /** A topic of Kafka. */
  record Topic(KafkaSettings kafka) implements Input {

    @Override
    public Optional<KafkaSettings> topic() {
      return Optional.of(kafka);
    }
  }
}
