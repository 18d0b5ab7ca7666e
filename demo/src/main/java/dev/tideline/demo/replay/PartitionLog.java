package dev.tideline.demo.replay;

import dev.tideline.io.files.SourceFile;
import dev.tideline.io.lines.FileChunk;
import dev.tideline.io.lines.Lines;
import dev.tideline.ops.kafka.LineFields;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** The lines of one partition of a topic, file by file, each at the time of its ingest. */
final class PartitionLog implements Closeable {

  private final String topic;
  private final int partition;
  private final Queue<SourceFile> files;
  private Lines lines;
  private Message next;

  /** Of files, which are in the order of their days. */
  PartitionLog(String topic, int partition, List<SourceFile> files) {
    this.topic = topic;
    this.partition = partition;
    this.files = new ArrayDeque<>(files);
  }

  /** The message that {@link #advance} found. */
  Message next() {
    return next;
  }

  /** Moves on to the next message, if there is one. */
  boolean advance() throws IOException {
    while (lines == null || !lines.next()) {
      close();
      if (files.isEmpty()) {
        return false;
      }
      lines = Lines.open(new FileChunk(files.remove(), 0, Long.MAX_VALUE));
    }
    long before = next == null ? 0 : next.ingestTime();
    byte[] payload = lines.bytes();
    next = new Message(topic, partition, LineFields.ingestTime(payload, before), payload);
    return true;
  }

  @Override
  public void close() throws IOException {
    if (lines != null) {
      lines.close();
      lines = null;
    }
  }
}
