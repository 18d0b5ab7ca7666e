package dev.tideline.encoding;

import dev.tideline.sum.Total;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;

/**
 * Writes and reads the fields of records with Beam's own coders, so that a record's coder is the
 * list of its fields. Null is not allowed anywhere. In memory the same bytes come about without
 * them: they take a call for each.
 */
public final class Fields {

  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();
  private static final VarLongCoder NUMBER = VarLongCoder.of();
  private static final BigEndianLongCoder FIXED = BigEndianLongCoder.of();
  private static final VarIntCoder COUNT = VarIntCoder.of();

  private Fields() {}

  /** A text. */
  public static void text(String value, OutputStream out) throws IOException {
    if (out instanceof MemoryBytes.Out memory) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      memory.writeNumber(bytes.length);
      memory.write(bytes, 0, bytes.length);
    } else {
      TEXT.encode(value, out);
    }
  }

  /** A text. */
  public static String text(InputStream in) throws IOException {
    return TEXT.decode(in);
  }

  /** A number that is mostly small and never negative: short. */
  public static void number(long value, OutputStream out) throws IOException {
    if (out instanceof MemoryBytes.Out memory) {
      memory.writeNumber(value);
    } else {
      NUMBER.encode(value, out);
    }
  }

  /** A number that is mostly small and never negative. */
  public static long number(InputStream in) throws IOException {
    return NUMBER.decode(in);
  }

  /** A number of any size or sign: always 8 bytes. */
  public static void fixed(long value, OutputStream out) throws IOException {
    if (out instanceof MemoryBytes.Out memory) {
      memory.writeFixed(value);
    } else {
      FIXED.encode(value, out);
    }
  }

  /** A number of any size or sign. */
  public static long fixed(InputStream in) throws IOException {
    return in instanceof MemoryBytes.In memory ? memory.readFixed() : FIXED.decode(in);
  }

  /** An int that is mostly small and never negative. */
  public static void count(int value, OutputStream out) throws IOException {
    if (out instanceof MemoryBytes.Out memory) {
      memory.writeNumber(Integer.toUnsignedLong(value));
    } else {
      COUNT.encode(value, out);
    }
  }

  /** An int that is mostly small and never negative. */
  public static int count(InputStream in) throws IOException {
    return COUNT.decode(in);
  }

  /**
   * A sum of any size or sign: how many bytes it has, and these, highest first, as few as hold it.
   */
  public static void total(Total value, OutputStream out) throws IOException {
    long sign = value.high() >> 63;
    int bits =
        value.isLong()
            ? Long.SIZE - Long.numberOfLeadingZeros(value.low() ^ sign)
            : 2 * Long.SIZE - Long.numberOfLeadingZeros(value.high() ^ sign);
    int bytes = bits / Byte.SIZE + 1; // with room for the sign
    out.write(bytes);
    for (int left = bytes - 1; left >= 0; left--) {
      long half = left < Long.BYTES ? value.low() : value.high();
      out.write((int) (half >> (left % Long.BYTES * Byte.SIZE)));
    }
  }

  /** A sum of any size or sign. */
  public static Total total(InputStream in) throws IOException {
    int bytes = in.read();
    if (bytes < 1 || bytes > 2 * Long.BYTES) {
      throw new CoderException("a sum of " + bytes + " bytes");
    }
    long high = 0;
    long low = 0;
    for (int i = 0; i < bytes; i++) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("a sum breaks off");
      }
      if (i == 0) {
        low = (byte) next;
        high = low >> 63;
      } else {
        high = high << Byte.SIZE | low >>> (Long.SIZE - Byte.SIZE);
        low = low << Byte.SIZE | next;
      }
    }
    return new Total(high, low);
  }
}
