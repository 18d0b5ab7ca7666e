package dev.tideline.pipelines.preflight;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks a graph, before it runs, against what its runner was seen to do. Some of what a runner
 * can't do it would refuse itself when it translates the graph; some it would only refuse on a
 * cluster, at the first element; and some never, and its rows would be wrong.
 */
public final class Preflight {

  private static final Logger LOG = LoggerFactory.getLogger(Preflight.class);

  private Preflight() {}

  /**
   * What a graph needs and the runner on the class path can't do, a sentence each, with what to do;
   * empty if it can run.
   */
  public static List<String> unmet(Pipeline pipeline) throws IOException {
    Optional<Capabilities> capabilities = Capabilities.ofClassPath();
    if (capabilities.isEmpty()) {
      LOG.warn(
          "{} brings no table of what it can do: the graph was not checked",
          pipeline.getOptions().getRunner().getSimpleName());
      return List.of();
    }
    return unmet(pipeline, capabilities.get());
  }

  /** The same, of a runner that can do this. */
  public static List<String> unmet(Pipeline pipeline, Capabilities capabilities) {
    GraphNeeds needs = GraphNeeds.of(pipeline);
    List<String> unmet = new ArrayList<>();
    needs
        .steps()
        .forEach(
            (need, step) -> {
              String seen = capabilities.seen(need, needs.streams());
              if (!seen.equals(Capabilities.YES)) {
                unmet.add(
                    "%s needs %s. On %s%s: %s. What to do: %s"
                        .formatted(
                            step,
                            need.label(),
                            pipeline.getOptions().getRunner().getSimpleName(),
                            needs.streams() ? ", in a stream" : ", bounded",
                            seen,
                            need.wayOut()));
              }
            });
    return unmet;
  }
}
