package dev.tideline.io.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;

/**
 * The bytes of an object. Opened where it is first read, with what is known of it, so that no
 * request only asks for its size. What breaks off is asked for again, by Hadoop's own rules.
 */
final class ReadChannel implements SeekableByteChannel {

  private static final int BUFFER = 64 * 1024;

  private final FSDataInputStream in;
  private final long size;
  private long position;
  private boolean open = true;

  ReadChannel(FileSystem system, FileStatus status) throws IOException {
    this.in =
        org.apache.hadoop.util.functional.FutureIO.awaitFuture(
            system.openFile(status.getPath()).withFileStatus(status).build());
    this.size = status.getLen();
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (!into.hasRemaining()) {
      return 0;
    }
    if (position >= size) {
      return -1;
    }
    in.seek(position);
    int read = into.hasArray() ? readArray(into) : readCopy(into);
    position += Math.max(read, 0);
    return read;
  }

  private int readArray(ByteBuffer into) throws IOException {
    int read = in.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
    into.position(into.position() + Math.max(read, 0));
    return read;
  }

  private int readCopy(ByteBuffer into) throws IOException {
    byte[] bytes = new byte[Math.min(BUFFER, into.remaining())];
    int read = in.read(bytes);
    into.put(bytes, 0, Math.max(read, 0));
    return read;
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
    return size;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    open = false;
    in.close();
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
