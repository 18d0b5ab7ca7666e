package dev.tideline.io.lines;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * What is in a file of zstd, all of its frames. The library's own stream takes a file that breaks
 * off in a frame after the first for one that ends there; this one does not.
 */
final class ZstdFrames extends InputStream {

  private static final int BUFFER = 128 * 1024;

  private final InputStream in;
  private final byte[] read = new byte[BUFFER];
  private final ByteBuffer source = ByteBuffer.allocateDirect(BUFFER).flip();
  private final ByteBuffer target = ByteBuffer.allocateDirect(BUFFER).flip();
  private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
  private boolean betweenFrames = true;
  private boolean moreInside;

  ZstdFrames(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int most) throws IOException {
    if (most == 0) {
      return 0;
    }
    while (!target.hasRemaining()) {
      if (!source.hasRemaining() && !moreInside && !refill()) {
        if (betweenFrames) {
          return -1;
        }
        throw new EOFException("it breaks off within a frame");
      }
      unpack();
    }
    int count = Math.min(most, target.remaining());
    target.get(bytes, from, count);
    return count;
  }

  private boolean refill() throws IOException {
    int count = in.read(read);
    source.clear();
    source.put(read, 0, Math.max(count, 0));
    source.flip();
    return count > 0;
  }

  private void unpack() throws IOException {
    target.clear();
    try {
      betweenFrames = zstd.decompressDirectByteBufferStream(target, source);
    } catch (ZstdException damaged) {
      throw new IOException(damaged.getMessage(), damaged);
    }
    moreInside = !target.hasRemaining() && !betweenFrames;
    target.flip();
  }

  @Override
  public void close() throws IOException {
    zstd.close();
    in.close();
  }
}
