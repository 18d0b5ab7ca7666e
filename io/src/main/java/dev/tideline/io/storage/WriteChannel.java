package dev.tideline.io.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;

/** The bytes of an object that is written, from its first to its last. */
final class WriteChannel implements SeekableByteChannel {

  private final WritableByteChannel out;
  private long written;

  WriteChannel(WholeOutput out) {
    this.out = Channels.newChannel(out);
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    int more = out.write(from);
    written += more;
    return more;
  }

  @Override
  public long position() {
    return written;
  }

  @Override
  public SeekableByteChannel position(long to) {
    if (to != written) {
      throw new UnsupportedOperationException(
          "an object is written from its first byte to its last");
    }
    return this;
  }

  @Override
  public long size() {
    return written;
  }

  @Override
  public boolean isOpen() {
    return out.isOpen();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  @Override
  public int read(ByteBuffer into) {
    throw new NonReadableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long to) {
    throw new UnsupportedOperationException("an object is written from its first byte to its last");
  }
}
