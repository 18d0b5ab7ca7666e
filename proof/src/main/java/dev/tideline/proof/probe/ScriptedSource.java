package dev.tideline.proof.probe;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.KV;

/**
 * A source that does what scripts say, a reader for each, and ends with them.
 *
 * <p>A step that waits makes sure of an order without guessing how fast the runner is.
 */
final class ScriptedSource extends UnboundedSource<KV<String, Long>, ScriptMark> {

  private static final long serialVersionUID = 1;

  /** How its elements are written. */
  static final Coder<KV<String, Long>> ELEMENT =
      KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of());

  private final String run;
  private final ArrayList<ArrayList<Step>> scripts = new ArrayList<>();
  private final int number;

  ScriptedSource(String run, List<? extends List<Step>> scripts) {
    this(run, scripts, 0);
  }

  private ScriptedSource(String run, List<? extends List<Step>> scripts, int number) {
    this.run = run;
    this.number = number;
    scripts.forEach(script -> this.scripts.add(new ArrayList<>(script)));
  }

  @Override
  public List<ScriptedSource> split(int desired, PipelineOptions options) {
    if (scripts.size() == 1) {
      return List.of(this);
    }
    if (desired < scripts.size()) {
      throw new IllegalStateException("a probe wants " + scripts.size() + " readers");
    }
    List<ScriptedSource> parts = new ArrayList<>();
    for (ArrayList<Step> script : scripts) {
      parts.add(new ScriptedSource(run, List.of(script), parts.size()));
    }
    return parts;
  }

  @Override
  public UnboundedReader<KV<String, Long>> createReader(PipelineOptions options, ScriptMark mark) {
    return new ScriptedReader(this, run, number, scripts.get(0), mark == null ? 0 : mark.next());
  }

  @Override
  public Coder<KV<String, Long>> getOutputCoder() {
    return ELEMENT;
  }

  @Override
  public Coder<ScriptMark> getCheckpointMarkCoder() {
    return ScriptMark.CODER;
  }
}
