package dev.tideline.io.lines;

import dev.tideline.event.Copies;
import dev.tideline.event.EventView;
import dev.tideline.event.JsonDecoder;
import dev.tideline.event.RecordDecoder;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordLocation;
import java.io.IOException;
import org.apache.beam.sdk.metrics.Counter;

/**
 * Reads the lines of chunks of files, each a record of JSON.
 *
 * @param <V> the view through which the business sees an event
 */
final class FileChunkDecoder<V extends EventView> implements RecordDecoder<FileChunk, V> {

  private static final long serialVersionUID = 1;

  private final Counter blank = BlankLines.counter();
  private final JsonDecoder<V> json;

  FileChunkDecoder(JsonDecoder<V> json) {
    this.json = json;
  }

  @Override
  public void decode(FileChunk chunk, Handler<V> handler) throws IOException {
    long records = 0;
    try (Lines lines = Lines.open(chunk)) {
      while (lines.next()) {
        // How many lines there are before a chunk is not known.
        long number = chunk.start() == 0 ? lines.number() : 0;
        RecordLocation location = RecordLocation.inFile(chunk.file().name(), lines.start(), number);
        json.decode(
            new RawRecord(lines.bytes(), location, RawRecord.IN_PAYLOAD), lines.size(), handler);
        records++;
      }
      blank.inc(lines.blank());
      handler.onRange(chunk.range(), records);
    } catch (IOException unreadable) {
      throw new IOException(chunk + " can't be read: " + unreadable.getMessage(), unreadable);
    }
  }

  @Override
  public Copies copies() {
    return json.copies();
  }
}
