package dev.tideline.io.unbounded;

import java.io.IOException;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;

/**
 * A reader that can finalize the marks of one before it, which was closed.
 *
 * @param <M> the marks
 */
public interface FinalizesMarks<M extends CheckpointMark> {

  /** All that was read before a mark has had its effect. */
  void finalizeMark(M mark) throws IOException;
}
