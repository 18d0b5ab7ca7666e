package dev.tideline.proof.probe;

import dev.tideline.proof.probe.Step.Await;
import dev.tideline.proof.probe.Step.Element;
import dev.tideline.proof.probe.Step.Marks;
import dev.tideline.proof.probe.Step.Watermark;
import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;

/** Does what a script says, then hands over the last element and reports the end of time. */
final class ScriptedReader extends UnboundedSource.UnboundedReader<KV<String, Long>> {

  private final ScriptedSource source;
  private final Transcript transcript;
  private final String run;
  private final int number;
  private final List<Step> script;
  private int next;
  private Element current;

  ScriptedReader(ScriptedSource source, String run, int number, List<Step> script, int next) {
    this.source = source;
    this.transcript = Transcript.of(run);
    this.run = run;
    this.number = number;
    this.script = script;
    this.next = next;
  }

  @Override
  public boolean start() throws IOException {
    return advance();
  }

  @Override
  public boolean advance() throws IOException {
    current = null;
    if (next == script.size()) {
      current = new Element(Transcript.END, 0, watermark().getMillis());
      next++;
    } else if (next < script.size()) {
      act(script.get(next));
    }
    return current != null;
  }

  private void act(Step step) throws IOException {
    String name = number + "/" + next;
    boolean done = true;
    if (step instanceof Element element) {
      current = element;
    } else if (step instanceof Await await) {
      done = transcript.lines().contains(await.text()) || transcript.inVain(name);
    } else if (step instanceof Marks more) {
      long marks = transcript.marks();
      done = marks >= transcript.first(name, marks) + more.count();
      if (!done && transcript.rises(name + " now", marks)) {
        current = new Element(Transcript.TICK, 0, watermark().getMillis());
      }
    }
    if (done) {
      next++;
    }
  }

  @Override
  public Instant getWatermark() {
    return next > script.size() ? BoundedWindow.TIMESTAMP_MAX_VALUE : watermark();
  }

  private Instant watermark() {
    return new Instant(
        script.subList(0, Math.min(next, script.size())).stream()
            .mapToLong(step -> step instanceof Watermark up ? up.time() : 0)
            .max()
            .orElse(0));
  }

  @Override
  public KV<String, Long> getCurrent() {
    if (current == null) {
      throw new NoSuchElementException("nothing was read");
    }
    return KV.of(current.key(), current.value());
  }

  @Override
  public Instant getCurrentTimestamp() {
    if (current == null) {
      throw new NoSuchElementException("nothing was read");
    }
    return new Instant(current.time());
  }

  @Override
  public ScriptMark getCheckpointMark() {
    transcript.marked();
    int elements =
        (int)
            script.subList(0, Math.min(next, script.size())).stream()
                .filter(Element.class::isInstance)
                .count();
    return new ScriptMark(run, next, elements);
  }

  @Override
  public ScriptedSource getCurrentSource() {
    return source;
  }

  @Override
  public void close() {} // it holds nothing
}
