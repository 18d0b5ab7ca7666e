package dev.tideline.encoding;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;

/**
 * Writes and reads the fields of records with Beam's own coders, so that a record's coder is the
 * list of its fields. Null is not allowed anywhere.
 */
public final class Fields {

  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();
  private static final VarLongCoder NUMBER = VarLongCoder.of();
  private static final BigEndianLongCoder FIXED = BigEndianLongCoder.of();
  private static final VarIntCoder COUNT = VarIntCoder.of();

  private Fields() {}

  /** A text. */
  public static void text(String value, OutputStream out) throws IOException {
    TEXT.encode(value, out);
  }

  /** A text. */
  public static String text(InputStream in) throws IOException {
    return TEXT.decode(in);
  }

  /** A number that is mostly small and never negative: short. */
  public static void number(long value, OutputStream out) throws IOException {
    NUMBER.encode(value, out);
  }

  /** A number that is mostly small and never negative. */
  public static long number(InputStream in) throws IOException {
    return NUMBER.decode(in);
  }

  /** A number of any size or sign: always 8 bytes. */
  public static void fixed(long value, OutputStream out) throws IOException {
    FIXED.encode(value, out);
  }

  /** A number of any size or sign. */
  public static long fixed(InputStream in) throws IOException {
    return FIXED.decode(in);
  }

  /** An int that is mostly small and never negative. */
  public static void count(int value, OutputStream out) throws IOException {
    COUNT.encode(value, out);
  }

  /** An int that is mostly small and never negative. */
  public static int count(InputStream in) throws IOException {
    return COUNT.decode(in);
  }
}
