package dev.tideline.proof.probe;

import dev.tideline.pipelines.preflight.Capabilities;
import dev.tideline.pipelines.preflight.Capability;
import java.util.List;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * The smallest graph that shows whether a runner has a capability.
 *
 * @param capability which
 * @param modes in which it has a meaning
 * @param scripts what happens in the source, a script for each of its readers; a bounded run gets
 *     the elements only
 * @param graph what is tried: all that comes out of it is transcribed
 * @param verdict what is seen in the transcript
 */
record Probe(
    Capability capability, Modes modes, List<List<Step>> scripts, Graph graph, Verdict verdict) {

  /** The verdict on a run in which something came later than it was due: it is to be run again. */
  static final String TOO_SLOW = "wrong: the machine was too slow to tell";

  /** The modes of a run in which a capability has a meaning. */
  enum Modes {
    BOTH,
    BOUNDED,
    STREAM;

    boolean has(boolean streams) {
      return this == BOTH || (this == STREAM) == streams;
    }
  }

  /** What is tried. */
  @FunctionalInterface
  interface Graph {
    /** Puts its steps after the source. */
    PCollection<String> after(PCollection<KV<String, Long>> elements);
  }

  /** Judges a run that ended well. */
  @FunctionalInterface
  interface Verdict {
    /**
     * {@link Capabilities#YES}, or what is wrong, or {@link #TOO_SLOW}.
     *
     * @param transcript what happened
     * @param result of the run
     */
    String of(Transcript transcript, PipelineResult result);
  }

  /** A probe with one reader, which must emit exactly these texts. */
  static Probe of(
      Capability capability, Modes modes, List<Step> script, Graph graph, String... expected) {
    return new Probe(capability, modes, List.of(script), graph, exactly(expected));
  }

  /** That exactly these texts were emitted. */
  static Verdict exactly(String... expected) {
    List<String> sorted = List.of(expected).stream().sorted().toList();
    return (transcript, result) -> {
      List<String> lines = transcript.lines().stream().sorted().toList();
      return lines.equals(sorted) ? Capabilities.YES : "wrong: %s, not %s".formatted(lines, sorted);
    };
  }
}
