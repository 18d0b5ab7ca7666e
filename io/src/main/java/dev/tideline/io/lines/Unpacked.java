package dev.tideline.io.lines;

import dev.tideline.io.files.SourceFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * The bytes of a file, unpacked if it is compressed. All that it holds is read, or reading fails:
 * damage to the data, and whatever follows that is not compressed in the same way, zeroes too, is
 * an error. ({@link java.util.zip.GZIPInputStream} takes it for the end.) A file of no bytes is an
 * empty one.
 */
final class Unpacked extends InputStream {

  private final Counted packed;
  private final InputStream in;

  private Unpacked(Counted packed, InputStream in) {
    this.packed = packed;
    this.in = in;
  }

  /** Opens a file. */
  static InputStream open(SourceFile file) throws IOException {
    InputStream bytes = Files.newInputStream(file.path());
    if (!file.compressed() || file.size() == 0) {
      return bytes;
    }
    Counted packed = new Counted(bytes);
    try {
      return new Unpacked(packed, unpacking(file, packed));
    } catch (IOException damaged) {
      bytes.close();
      throw damage(packed, damaged);
    }
  }

  private static InputStream unpacking(SourceFile file, InputStream packed) throws IOException {
    return switch (file.compression()) {
      case NONE -> packed;
      case GZIP -> new GzipCompressorInputStream(packed, true);
      case ZSTD -> new ZstdFrames(packed);
    };
  }

  private static IOException damage(Counted packed, IOException damaged) {
    String what = damaged.getMessage() == null ? "it breaks off" : damaged.getMessage();
    return new IOException(
        "it is damaged or cut off within its first %d bytes (%s): fetch it again, or save what is good"
            .formatted(packed.count, what),
        damaged);
  }

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } catch (IOException damaged) {
      throw damage(packed, damaged);
    }
  }

  @Override
  public int read(byte[] bytes, int from, int most) throws IOException {
    try {
      return in.read(bytes, from, most);
    } catch (IOException damaged) {
      throw damage(packed, damaged);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Counts what is taken from a file. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count += one < 0 ? 0 : 1;
      return one;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
      int taken = super.read(bytes, from, most);
      count += Math.max(taken, 0);
      return taken;
    }
  }
}
