package dev.tideline.io.unbounded;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.fixed;

import dev.tideline.io.unbounded.HeldMarks.Held;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StructuredCoder;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;

/**
 * A mark of a {@link PacedSource}: one of the source itself, and those before it that are not due.
 *
 * @param <M> the marks of the source itself
 */
public final class PacedMark<M extends CheckpointMark> implements CheckpointMark {

  private final M mark;
  private final List<Held<M>> before;
  private final HeldMarks.Finalizer<M> reader;

  /**
   * @param before that wait, the earliest first
   * @param reader is told that the runner has finalized the mark
   */
  PacedMark(M mark, List<Held<M>> before, HeldMarks.Finalizer<M> reader) {
    this.mark = mark;
    this.before = before;
    this.reader = reader;
  }

  /** The mark of the source itself. */
  M mark() {
    return mark;
  }

  /** Those before it that wait, the earliest first. */
  List<Held<M>> before() {
    return before;
  }

  @Override
  public void finalizeCheckpoint() throws IOException {
    reader.accept(mark);
  }

  /** The bytes of a mark, around those of the source's own; the first is their version. */
  static final class MarkCoder<M extends CheckpointMark> extends StructuredCoder<PacedMark<M>> {
    private static final long serialVersionUID = 1;

    /** That of the source's marks, which stood here before these had a form of their own, is 1. */
    private static final int VERSION = 3;

    private final Coder<M> marks;

    MarkCoder(Coder<M> marks) {
      this.marks = marks;
    }

    @Override
    public void encode(PacedMark<M> paced, OutputStream out) throws IOException {
      out.write(VERSION);
      marks.encode(paced.mark, out);
      count(paced.before.size(), out);
      for (Held<M> each : paced.before) {
        marks.encode(each.mark(), out);
        fixed(each.taken(), out);
        fixed(each.finalized(), out);
      }
    }

    @Override
    public PacedMark<M> decode(InputStream in) throws IOException {
      int version = in.read();
      if (version != VERSION) {
        throw new IOException(
            "the state was written by another release (version " + version + "): start without it");
      }
      M mark = marks.decode(in);
      int size = count(in);
      List<Held<M>> before = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        before.add(new Held<>(marks.decode(in), fixed(in), fixed(in)));
      }
      return new PacedMark<>(mark, before, unheard -> {}); // its reader is no more
    }

    @Override
    public List<? extends Coder<?>> getCoderArguments() {
      return List.of(marks);
    }

    @Override
    public void verifyDeterministic() throws NonDeterministicException {
      marks.verifyDeterministic();
    }
  }
}
