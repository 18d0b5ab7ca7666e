package dev.tideline.io.lines;

import dev.tideline.json.JsonRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines that begin in a chunk of a file, one at a time. A line ends with LF or CRLF, the last
 * one also with the file. Lines of nothing but spaces, tabs and carriage returns are passed over
 * and counted, and so is the mark of UTF-8 with which a file may begin.
 *
 * <p>Of a line that is too large to be a record, only as much is kept as shows that it is.
 */
public final class Lines implements AutoCloseable {

  /** One byte more than a record may have, so that it is seen to be too large. */
  private static final int KEPT = JsonRecord.LARGEST + 1;

  private static final int BUFFER = 256 * 1024;

  /** U+FEFF in UTF-8, which some editors and exports put at the beginning of a file. */
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final InputStream in;
  private final FileChunk chunk;
  private final byte[] buffer = new byte[BUFFER];
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private int at;
  private int end;
  private long bufferStart;

  private byte[] line;
  private long start;
  private long size;
  private int number;
  private int blank;

  private Lines(InputStream in, FileChunk chunk) {
    this.in = in;
    this.chunk = chunk;
  }

  /** Opens a chunk and finds its first line. */
  public static Lines open(FileChunk chunk) throws IOException {
    InputStream in = Unpacked.open(chunk.file());
    try {
      Lines lines = new Lines(in, chunk);
      lines.toFirstLine();
      return lines;
    } catch (IOException failed) {
      in.close();
      throw failed;
    }
  }

  /** Moves on to the next line, if there is one. */
  public boolean next() throws IOException {
    while ((position() < chunk.end() || isMarked()) && (at < end || fill())) {
      start = position();
      number++;
      readLine();
      if (!isBlank()) {
        return true;
      }
      blank++;
    }
    if (!chunk.file().compressed() && chunk.end() != Long.MAX_VALUE && position() < chunk.end()) {
      throw new IOException("it is shorter than it was when the job began");
    }
    return false;
  }

  /** The bytes of the line without its end, or the first of them if they are too many. */
  public byte[] bytes() {
    return line;
  }

  /** Where it begins in the file, in bytes from 0. */
  public long start() {
    return start;
  }

  /** The number of the line in the chunk, from 1; blank lines count. */
  public int number() {
    return number;
  }

  /** How many bytes it has, without its end. */
  public int size() {
    return (int) Math.min(size, Integer.MAX_VALUE);
  }

  /** How many blank lines were passed over so far. */
  public int blank() {
    return blank;
  }

  /** A line that begins before the chunk belongs to another one. */
  private void toFirstLine() throws IOException {
    if (chunk.start() > 0) {
      in.skipNBytes(chunk.start() - 1);
      bufferStart = chunk.start() - 1;
      readLine();
      return;
    }
    end = in.readNBytes(buffer, 0, MARK.length);
    at = end == MARK.length && Arrays.equals(buffer, 0, end, MARK, 0, end) ? end : 0;
  }

  /** Whether the next line is the first of the file and begins with the mark, so to speak. */
  private boolean isMarked() {
    return number == 0 && chunk.start() == 0 && bufferStart == 0 && at == MARK.length;
  }

  private boolean isBlank() {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return size <= line.length;
  }

  private void readLine() throws IOException {
    begun.reset();
    size = 0;
    int last = 0;
    boolean ended = false;
    while (!ended && (at < end || fill())) {
      int lineEnd = at;
      while (lineEnd < end && buffer[lineEnd] != '\n') {
        lineEnd++;
      }
      ended = lineEnd < end;
      int part = lineEnd - at;
      begun.write(buffer, at, Math.min(part, KEPT - begun.size()));
      size += part;
      last = part > 0 ? buffer[lineEnd - 1] : last;
      at = ended ? lineEnd + 1 : lineEnd;
    }
    size -= last == '\r' ? 1 : 0;
    byte[] kept = begun.toByteArray();
    line = size < kept.length ? Arrays.copyOf(kept, (int) size) : kept;
  }

  private long position() {
    return bufferStart + at;
  }

  private boolean fill() throws IOException {
    bufferStart += end;
    at = 0;
    end = Math.max(in.read(buffer), 0);
    return end > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
