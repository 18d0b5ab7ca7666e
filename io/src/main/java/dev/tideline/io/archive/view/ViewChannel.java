package dev.tideline.io.archive.view;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** The beginning of a file, and bytes from memory behind it. */
final class ViewChannel implements SeekableByteChannel {

  private final SeekableByteChannel file;
  private final long end;
  private final byte[] behind;
  private long position;

  /**
   * @param file closed with this channel
   * @param end how many bytes of the file are shown
   */
  ViewChannel(SeekableByteChannel file, long end, byte[] behind) {
    this.file = file;
    this.end = end;
    this.behind = behind;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (position >= size()) {
      return -1;
    }
    int read = position < end ? readFile(into) : readBehind(into);
    position += Math.max(read, 0);
    return read;
  }

  private int readFile(ByteBuffer into) throws IOException {
    int limit = into.limit();
    into.limit((int) Math.min(limit, into.position() + end - position));
    try {
      return file.position(position).read(into);
    } finally {
      into.limit(limit);
    }
  }

  private int readBehind(ByteBuffer into) {
    int from = (int) (position - end);
    int length = Math.min(into.remaining(), behind.length - from);
    into.put(behind, from, length);
    return length;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long to) {
    position = to;
    return this;
  }

  @Override
  public long size() {
    return end + behind.length;
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long to) {
    throw new NonWritableChannelException();
  }
}
