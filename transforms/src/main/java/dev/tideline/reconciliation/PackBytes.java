package dev.tideline.reconciliation;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * The bytes of packs. Those of the JDK lock for each byte, which is a good part of what all
 * encoding costs.
 */
final class PackBytes {

  private static final int SMALL = 256;

  private PackBytes() {}

  /** Bytes that are being written. */
  static final class Out extends OutputStream {
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

    int size() {
      return size;
    }

    byte[] toByteArray() {
      return Arrays.copyOf(bytes, size);
    }
  }

  /** Bytes that are being read. */
  static final class In extends InputStream {
    private final byte[] bytes;
    private int at;

    In(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return at < bytes.length ? bytes[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) {
      int some = Math.min(length, bytes.length - at);
      if (some <= 0) {
        return length == 0 ? 0 : -1;
      }
      System.arraycopy(bytes, at, to, offset, some);
      at += some;
      return some;
    }

    @Override
    public int available() {
      return bytes.length - at;
    }
  }
}
