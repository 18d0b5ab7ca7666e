package dev.tideline.io.archive.view;

import org.apache.parquet.schema.PrimitiveType;

/** What a field of an event is, and what it can be read from. */
enum Wanted {
  TEXT("text"),
  TIME("time"),
  NUMBER("exact number");

  private final String word;

  Wanted(String word) {
    this.word = word;
  }

  /** What the archive has in a column of this type. */
  static Wanted of(PrimitiveType ours) {
    return switch (Form.of(ours)) {
      case MILLIS -> TIME;
      case DECIMAL, WHOLE -> NUMBER;
      default -> TEXT;
    };
  }

  /** Whether it can be read from values of a form, without loss. */
  boolean canBeReadFrom(Form form) {
    return switch (form) {
      case TEXT -> this != NUMBER;
      case BYTES, UUID -> this == TEXT;
      case MILLIS, MICROS, NANOS, INT96 -> this == TIME;
      case DECIMAL, WHOLE, UNSIGNED, DOUBLE -> this == NUMBER;
      case OTHER -> false;
    };
  }

  /** Its name in messages. */
  String word() {
    return word;
  }
}
