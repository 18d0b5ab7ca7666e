package dev.tideline.io.archive.view;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** What the values of a column are, by its type: what writers make of the same thing. */
public enum Form {
  /** Bytes that may be text: writers of long ago, and those of Hive, don't say. */
  BYTES,
  /** Text. */
  TEXT,
  /** 16 bytes of a UUID. */
  UUID,
  /** Ms since the epoch. */
  MILLIS,
  /** Microseconds since the epoch. */
  MICROS,
  /** Nanoseconds since the epoch. */
  NANOS,
  /** Nanoseconds of a day and the Julian day, as Impala, Hive and Spark wrote times. */
  INT96,
  /** A decimal in any of the four physical types, of any width and scale. */
  DECIMAL,
  /** A whole number. */
  WHOLE,
  /** A whole number of which the highest bit is no sign. */
  UNSIGNED,
  /** A number in binary floating point. */
  DOUBLE,
  /** Anything else: no field of an event can be read from it. */
  OTHER;

  /** The form of the values of a type. */
  public static Form of(PrimitiveType type) {
    LogicalTypeAnnotation means = type.getLogicalTypeAnnotation();
    if (means == null) {
      return switch (type.getPrimitiveTypeName()) {
        case BINARY, FIXED_LEN_BYTE_ARRAY -> BYTES;
        case INT32, INT64 -> WHOLE;
        case INT96 -> INT96;
        case DOUBLE -> DOUBLE;
        case FLOAT, BOOLEAN -> OTHER;
      };
    }
    if (means instanceof StringLogicalTypeAnnotation
        || means instanceof EnumLogicalTypeAnnotation) {
      return TEXT;
    }
    if (means instanceof TimestampLogicalTypeAnnotation time) {
      return switch (time.getUnit()) {
        case MILLIS -> MILLIS;
        case MICROS -> MICROS;
        case NANOS -> NANOS;
      };
    }
    if (means instanceof IntLogicalTypeAnnotation number) {
      return number.isSigned() ? WHOLE : UNSIGNED;
    }
    if (means instanceof DecimalLogicalTypeAnnotation) {
      return DECIMAL;
    }
    return means instanceof UUIDLogicalTypeAnnotation ? UUID : OTHER;
  }
}
