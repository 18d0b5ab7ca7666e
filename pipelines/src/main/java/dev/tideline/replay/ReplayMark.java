package dev.tideline.replay;

import static dev.tideline.coding.Fields.count;

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
public record ReplayMark(int records) implements UnboundedSource.CheckpointMark {

  /** Its bytes; the first says how the others are to be read. */
  public static final Coder<ReplayMark> CODER = new MarkCoder();

  @Override
  public void finalizeCheckpoint() {} // the files stay as they are

  private static final class MarkCoder extends AtomicCoder<ReplayMark> {
    private static final long serialVersionUID = 1;
    private static final int VERSION = 1;

    @Override
    public void encode(ReplayMark mark, OutputStream out) throws IOException {
      out.write(VERSION);
      count(mark.records(), out);
    }

    @Override
    public ReplayMark decode(InputStream in) throws IOException {
      int version = in.read();
      if (version != VERSION) {
        throw new IOException("the state was written by another release (" + version + ")");
      }
      return new ReplayMark(count(in));
    }
  }
}
