package dev.tideline.encoding;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Streams of bytes in memory. Those of the JDK lock for each byte, which is a good part of what all
 * encoding costs.
 */
public final class MemoryBytes {

  private static final int SMALL = 256;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

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

    /** Eight bytes, highest first: as Beam's BigEndianLongCoder. */
    void writeFixed(long value) {
      if (Long.BYTES > bytes.length - size) {
        grow(Long.BYTES);
      }
      LONGS.set(bytes, size, value);
      size += Long.BYTES;
    }

    /** Seven bits a byte, lowest first: as Beam's VarLongCoder. */
    void writeNumber(long value) {
      long left = value;
      while ((left & ~0x7FL) != 0) {
        write((int) ((left & 0x7F) | 0x80));
        left >>>= 7;
      }
      write((int) left);
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

    /** Writes all of them to another. */
    void writeTo(OutputStream out) throws IOException {
      out.write(bytes, 0, size);
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

    /** What {@link Out#writeFixed} has written. */
    long readFixed() throws EOFException {
      if (end - at < Long.BYTES) {
        throw new EOFException("a number breaks off");
      }
      long value = (long) LONGS.get(bytes, at);
      at += Long.BYTES;
      return value;
    }

    @Override
    public int available() {
      return end - at;
    }
  }
}
