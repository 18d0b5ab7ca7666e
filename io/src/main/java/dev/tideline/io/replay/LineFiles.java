package dev.tideline.io.replay;

import dev.tideline.io.files.SourceFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads lines from wherever they are. A file is opened when it is first needed. */
final class LineFiles implements Closeable {

  private final List<SourceFile> files;
  private final Map<Integer, SeekableByteChannel> open = new HashMap<>();

  LineFiles(List<SourceFile> files) {
    this.files = files;
  }

  /** The bytes of a line that are kept. */
  byte[] read(LineIndex line) throws IOException {
    if (line.held() != null) {
      return line.held();
    }
    SeekableByteChannel file = open.get(line.file());
    if (file == null) {
      file = Files.newByteChannel(files.get(line.file()).path());
      open.put(line.file(), file);
    }
    ByteBuffer bytes = ByteBuffer.allocate(line.kept());
    file.position(line.start());
    while (bytes.hasRemaining()) {
      if (file.read(bytes) < 0) {
        throw new IOException(
            files.get(line.file()) + " is shorter than it was when the job began");
      }
    }
    return bytes.array();
  }

  @Override
  public void close() throws IOException {
    for (SeekableByteChannel file : open.values()) {
      file.close();
    }
  }
}
