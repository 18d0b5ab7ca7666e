package dev.tideline.io.replay;

import static dev.tideline.encoding.Fields.count;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource;

/**
 * How many records a replay has handed over.
 *
 * @param records so many
 */
public record ReplayCheckpoint(int records) implements UnboundedSource.CheckpointMark {

  /** Its bytes; the first says how the others are to be read. */
  public static final Coder<ReplayCheckpoint> CODER = new MarkCoder();

  @Override
  public void finalizeCheckpoint() {} // the files stay as they are

  private static final class MarkCoder extends AtomicCoder<ReplayCheckpoint> {
    private static final long serialVersionUID = 1;
    private static final int VERSION = 1;

    @Override
    public void encode(ReplayCheckpoint checkpoint, OutputStream out) throws IOException {
      out.write(VERSION);
      count(checkpoint.records(), out);
    }

    @Override
    public ReplayCheckpoint decode(InputStream in) throws IOException {
      int version = in.read();
      if (version != VERSION) {
        throw new IOException("the state was written by another release (" + version + ")");
      }
      return new ReplayCheckpoint(count(in));
    }
  }
}
