package dev.tideline.io.archive.avro;

import dev.tideline.io.archive.view.Form;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import org.apache.avro.generic.GenericFixed;

/** What values of Parquet stand for, to the last digit. */
final class Values {

  /** An amount is in 1/10 000. */
  static final int AMOUNT_DECIMALS = 4;

  private static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000};

  /** Up to here, as whole numbers, each double is one and not several decimals. */
  private static final double EXACT = 0x1p53;

  private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;
  private static final long MILLIS_PER_DAY = 86_400_000L;

  private Values() {}

  /** The bytes of a binary value of either kind. */
  static ByteBuffer bytes(Object value) {
    return value instanceof GenericFixed fixed
        ? ByteBuffer.wrap(fixed.bytes())
        : ((ByteBuffer) value).duplicate();
  }

  /** All bytes that are left. */
  static byte[] array(ByteBuffer bytes) {
    byte[] all = new byte[bytes.remaining()];
    bytes.get(all);
    return all;
  }

  /** The text of a UUID. */
  static String uuid(ByteBuffer bytes) {
    return new UUID(bytes.getLong(), bytes.getLong()).toString();
  }

  /** Whether values of a form are times. */
  static boolean isTime(Form form) {
    return switch (form) {
      case MILLIS, MICROS, NANOS, INT96 -> true;
      default -> false;
    };
  }

  /** A time, ms since the epoch; what is below the ms is cut off, towards the past. */
  static long millis(Object value, Form form) {
    return switch (form) {
      case MILLIS -> (Long) value;
      case MICROS -> Math.floorDiv((Long) value, 1_000L);
      case NANOS -> Math.floorDiv((Long) value, 1_000_000L);
      case INT96 -> int96(bytes(value));
      default -> throw new IllegalStateException(form + " is no time");
    };
  }

  /** Ms since the epoch of a time in 96 bits: nanoseconds of the day, then its Julian number. */
  private static long int96(ByteBuffer bytes) {
    ByteBuffer little = bytes.order(ByteOrder.LITTLE_ENDIAN);
    long nanos = little.getLong();
    long day = little.getInt() - (long) JULIAN_DAY_OF_EPOCH;
    return day * MILLIS_PER_DAY + Math.floorDiv(nanos, 1_000_000L);
  }

  /**
   * A whole number without a sign.
   *
   * @throws ArithmeticException if it is too large for a long
   */
  static long unsigned(Object value) {
    if (value instanceof Integer small) {
      return Integer.toUnsignedLong(small);
    }
    long number = (Long) value;
    if (number < 0) {
      throw new ArithmeticException("too large");
    }
    return number;
  }

  /**
   * A decimal as a whole number of units of 10 to the power of minus {@code decimals}.
   *
   * @param value the unscaled value, in any of the physical types
   * @throws NumberFormatException if it is none
   * @throws ArithmeticException if it is too large for a long
   */
  static long decimal(Object value, int scale, int decimals) {
    if (value instanceof Number number) {
      return rescaled(number.longValue(), scale, decimals);
    }
    ByteBuffer bytes = bytes(value);
    if (!bytes.hasRemaining()) {
      throw new NumberFormatException("no digits");
    }
    if (bytes.remaining() <= Long.BYTES) {
      long unscaled = bytes.get(); // the sign is that of the first byte
      while (bytes.hasRemaining()) {
        unscaled = (unscaled << 8) | (bytes.get() & 0xFF);
      }
      return rescaled(unscaled, scale, decimals);
    }
    return rescaled(new BigDecimal(new BigInteger(array(bytes)), scale), decimals);
  }

  /** The same for an unscaled value that fits a long. */
  static long rescaled(long unscaled, int scale, int decimals) {
    return scale >= 0 && scale <= decimals
        ? Math.multiplyExact(unscaled, POWERS_OF_TEN[decimals - scale])
        : rescaled(BigDecimal.valueOf(unscaled, scale), decimals);
  }

  private static long rescaled(BigDecimal value, int decimals) {
    BigDecimal exact = value.stripTrailingZeros();
    if (exact.scale() > decimals) {
      throw new NumberFormatException("not exact");
    }
    return exact.setScale(decimals, RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
  }

  /**
   * A double as a whole number of units, if it is the one double for that decimal: 12.34 is, and
   * 0.1 + 0.2 is not 0.3.
   *
   * @throws NumberFormatException if it is none
   * @throws ArithmeticException if it is so large that a double can't tell the units
   */
  static long exact(double value, int decimals) {
    double unit = POWERS_OF_TEN[decimals];
    if (Math.abs(value) * unit > EXACT) {
      throw new ArithmeticException("too large");
    }
    long units = Math.round(value * unit);
    if (units / unit != value) {
      throw new NumberFormatException("not exact");
    }
    return units;
  }
}
