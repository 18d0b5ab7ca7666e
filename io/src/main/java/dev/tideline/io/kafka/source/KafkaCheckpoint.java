package dev.tideline.io.kafka.source;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.fixed;
import static dev.tideline.encoding.Fields.number;

import dev.tideline.io.kafka.Position;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource;

/** How far a reader has handed over its partitions, and its watermark. */
public final class KafkaCheckpoint implements UnboundedSource.CheckpointMark {

  /** Its bytes. They outlive a release, so the first says how the others are to be read. */
  public static final Coder<KafkaCheckpoint> CODER = new MarkCoder();

  private final Map<Integer, Position> positions;
  private final long watermark;
  private final Consumer<KafkaCheckpoint> finalizer;

  /**
   * @param watermark ms since the epoch, or {@link Position#UNKNOWN}
   * @param finalizer is told when all before it has had its effect
   */
  KafkaCheckpoint(
      Map<Integer, Position> positions, long watermark, Consumer<KafkaCheckpoint> finalizer) {
    this.positions = new TreeMap<>(positions);
    this.watermark = watermark;
    this.finalizer = finalizer;
  }

  /** By partition. */
  public Map<Integer, Position> positions() {
    return positions;
  }

  /** The reader's, ms since the epoch, or {@link Position#UNKNOWN}. */
  public long watermark() {
    return watermark;
  }

  @Override
  public void finalizeCheckpoint() {
    finalizer.accept(this);
  }

  @Override
  public String toString() {
    return "read up to " + positions;
  }

  private static final class MarkCoder extends AtomicCoder<KafkaCheckpoint> {
    private static final long serialVersionUID = 1;
    private static final int VERSION = 1;

    @Override
    public void encode(KafkaCheckpoint checkpoint, OutputStream out) throws IOException {
      out.write(VERSION);
      fixed(checkpoint.watermark, out);
      count(checkpoint.positions.size(), out);
      for (Map.Entry<Integer, Position> each : checkpoint.positions.entrySet()) {
        count(each.getKey(), out);
        number(each.getValue().offset(), out);
        fixed(each.getValue().watermark(), out);
      }
    }

    @Override
    public KafkaCheckpoint decode(InputStream in) throws IOException {
      int version = in.read();
      if (version != VERSION) {
        throw new IOException(
            "the state was written by another release (version " + version + "): start without it");
      }
      long watermark = fixed(in);
      int size = count(in);
      Map<Integer, Position> positions = new TreeMap<>();
      for (int i = 0; i < size; i++) {
        positions.put(count(in), new Position(number(in), fixed(in)));
      }
      return new KafkaCheckpoint(positions, watermark, unheard -> {}); // its reader is no more
    }
  }
}
