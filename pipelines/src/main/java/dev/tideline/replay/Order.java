package dev.tideline.replay;

/** In which order the records of files are played. */
public sealed interface Order extends java.io.Serializable {

  /** File by file, as they are. */
  Order AS_IS = new AsIs();

  /** As they are. */
  record AsIs() implements Order {}

  /** In the order in which they were ingested. */
  record ByIngest() implements Order {}

  /** In an order of chance. */
  record Shuffled(long seed) implements Order {}

  /**
   * Reads {@code as-is}, {@code ingest} or {@code shuffled:SEED}.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  static Order parse(String text) {
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
