package dev.tideline.encoding;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Streams of bytes in memory. Those of the JDK lock for each byte, which is a good part of what all
 * encoding costs.
 */
public final class MemoryBytes {

  private static final int SMALL = 256;

  private MemoryBytes() {}

  /** Bytes that are being written. */
  public static final class Out extends OutputStream {
    private byte[] bytes = new byte[SMALL];
    private int size;

    @Override
    public void write(int value) {
      if (size == bytes.length) {
        grow(1);
      }
      bytes[size++] = (byte) value;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      if (length > bytes.length - size) {
        grow(length);
      }
      System.arraycopy(from, offset, bytes, size, length);
      size += length;
    }

    private void grow(int more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * bytes.length));
    }

    /** How many there are. */
    public int size() {
      return size;
    }

    /** Forgets them, to write others. */
    public void reset() {
      size = 0;
    }

    /** All of them. */
    public byte[] toByteArray() {
      return Arrays.copyOf(bytes, size);
    }
  }

  /** Bytes that are being read. */
  public static final class In extends InputStream {
    private final byte[] bytes;
    private final int end;
    private int at;

    /** All of some bytes. */
    public In(byte[] bytes) {
      this(bytes, 0, bytes.length);
    }

    /** Some of them, from an offset on. */
    public In(byte[] bytes, int offset, int length) {
      this.bytes = bytes;
      this.at = offset;
      this.end = offset + length;
    }

    @Override
    public int read() {
      return at < end ? bytes[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) {
      int some = Math.min(length, end - at);
      if (some <= 0) {
        return length == 0 ? 0 : -1;
      }
      System.arraycopy(bytes, at, to, offset, some);
      at += some;
      return some;
    }

    @Override
    public int available() {
      return end - at;
    }
  }
}
