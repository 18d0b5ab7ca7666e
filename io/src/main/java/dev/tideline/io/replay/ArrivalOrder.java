package dev.tideline.io.replay;

/** In which order the records of files are played. */
public sealed interface ArrivalOrder extends java.io.Serializable {

  /** File by file, as they are. */
  ArrivalOrder AS_IS = new AsIs();

  /** As they are. */
  record AsIs() implements ArrivalOrder {}

  /** In the order in which they were ingested. */
  record ByIngest() implements ArrivalOrder {}

  /** In an order of chance. */
  record Shuffled(long seed) implements ArrivalOrder {}

  /**
   * Reads {@code as-is}, {@code ingest} or {@code shuffled:SEED}.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  static ArrivalOrder parse(String text) {
    if (text.equals("as-is")) {
      return AS_IS;
    }
    if (text.equals("ingest")) {
      return new ByIngest();
    }
    if (text.startsWith("shuffled:")) {
      return new Shuffled(Long.parseLong(text.substring("shuffled:".length())));
    }
    throw new IllegalArgumentException(text);
  }
}
