package dev.tideline.io.lines;

import dev.tideline.event.Copies;
import dev.tideline.event.EventView;
import dev.tideline.event.JsonDecoder;
import dev.tideline.io.EventSource;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.SourceFile;
import dev.tideline.records.SourceRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;

/** Files of JSON lines as a source: big files are read in parts, where they are admitted. */
public final class JsonLinesSource {

  /** How many bytes of a file one worker reads at a time. */
  private static final long CHUNK = 32L << 20;

  /** About how many bytes a line has. */
  private static final long LINE = 300;

  /** How many times longer a compressed file is taken to be once unpacked. */
  private static final int PACKED = 10;

  private JsonLinesSource() {}

  /** Opens files of one type of event. */
  public static <V extends EventView> EventSource<FileChunk, V> open(
      Pipeline pipeline, List<SourceFile> files, JsonEventType<? extends V> type)
      throws InputException {
    List<FileChunk> chunks = FileChunk.of(files, CHUNK);
    return new EventSource<FileChunk, V>(
            pipeline
                .apply(
                    "List" + type.name() + "Chunks",
                    Create.of(chunks).withCoder(FileChunkCoder.of()))
                .apply("Spread" + type.name() + "Chunks", EventSource.spread()),
            new FileChunkDecoder<V>(
                JsonDecoder.of(type.parser(), new Copies.AmongAll(bytes(chunks) / LINE))),
            OptionalLong.empty())
        .holding(ranges(files));
  }

  private static List<SourceRange> ranges(List<SourceFile> files) throws InputException {
    List<SourceRange> ranges = new ArrayList<>();
    for (SourceFile file : files) {
      ranges.add(SourceRange.ofFile(file.name(), 0, size(file)));
    }
    return ranges;
  }

  private static long size(SourceFile file) throws InputException {
    try {
      return file.size();
    } catch (IOException gone) {
      throw new InputException(file + " can't be read: " + gone.getMessage());
    }
  }

  private static long bytes(List<FileChunk> chunks) throws InputException {
    long bytes = 0;
    for (FileChunk chunk : chunks) {
      SourceFile file = chunk.file();
      bytes += file.compressed() ? size(file) * PACKED : chunk.end() - chunk.start();
    }
    return bytes;
  }
}
