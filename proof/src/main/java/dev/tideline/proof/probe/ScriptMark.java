package dev.tideline.proof.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.UnboundedSource;

/**
 * The checkpoint mark of a scripted reader: how far it has come.
 *
 * @param run of which probe
 * @param next the step to do next
 * @param elements how many elements it has handed over
 */
record ScriptMark(String run, int next, int elements) implements UnboundedSource.CheckpointMark {

  static final Coder<ScriptMark> CODER = new MarkCoder();

  /** Notes how many of the elements before it have not been processed yet. */
  @Override
  public void finalizeCheckpoint() {
    Transcript transcript = Transcript.of(run);
    long processed =
        transcript.lines().stream().filter(text -> text.startsWith("processed ")).count();
    if (elements > 0) { // or it tells nothing
      transcript.finalized(Math.max(0, elements - processed));
    }
  }

  private static final class MarkCoder extends AtomicCoder<ScriptMark> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(ScriptMark mark, OutputStream out) throws IOException {
      StringUtf8Coder.of().encode(mark.run, out);
      VarIntCoder.of().encode(mark.next, out);
      VarIntCoder.of().encode(mark.elements, out);
    }

    @Override
    public ScriptMark decode(InputStream in) throws IOException {
      return new ScriptMark(
          StringUtf8Coder.of().decode(in),
          VarIntCoder.of().decode(in),
          VarIntCoder.of().decode(in));
    }
  }
}
