package dev.tideline.proof.probe;

import dev.tideline.pipelines.preflight.Capabilities;
import dev.tideline.pipelines.preflight.Capability;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** A probe for each capability. */
final class Probes {

  /** How often a probe is run until the machine was fast enough for it. */
  private static final int ATTEMPTS = 20;

  private Probes() {}

  /** All of them. */
  static Map<Capability, Probe> all() {
    return Stream.of(
            StateProbes.all(),
            TimerProbes.all(),
            WindowProbes.all(),
            ReadProbes.all(),
            BundleProbes.all())
        .flatMap(probes -> probes.stream())
        .collect(
            Collectors.toMap(
                Probe::capability,
                probe -> probe,
                (one, other) -> {
                  throw new IllegalStateException("two probes of " + one.capability());
                },
                () -> new EnumMap<>(Capability.class)));
  }

  /**
   * Tries all of them on the runner that options name, one after the other.
   *
   * @param bounded the options of bounded runs
   * @param stream those of streams
   * @param only those that are tried; the others are {@link Capabilities#MEANINGLESS}
   * @param progress is told what was seen
   */
  static Capabilities run(
      String[] bounded, String[] stream, Set<Capability> only, Consumer<String> progress)
      throws IOException, InterruptedException {
    Map<Capability, Probe> probes = all();
    probes.keySet().retainAll(only);
    Map<Capability, String> inBounded = new EnumMap<>(Capability.class);
    Map<Capability, String> inStream = new EnumMap<>(Capability.class);
    for (Probe probe : probes.values()) {
      inBounded.put(probe.capability(), seen(probe, false, bounded, progress));
    }
    for (Probe probe : probes.values()) {
      StaticWatermarks.clear();
      if (probe.capability() == Capability.STREAM_AFTER_STREAM) {
        ProbeRun.seen(
            all().get(Capability.UNBOUNDED_READ), true, options(stream, "the-stream-before"));
      }
      inStream.put(probe.capability(), seen(probe, true, stream, progress));
    }
    return new Capabilities(inBounded, inStream);
  }

  private static String seen(
      Probe probe, boolean streams, String[] arguments, Consumer<String> progress)
      throws IOException, InterruptedException {
    String name = probe.capability().name().toLowerCase(Locale.ROOT).replace('_', '-');
    long begin = System.nanoTime();
    String seen = ProbeRun.seen(probe, streams, options(arguments, name));
    for (int again = 2; again <= ATTEMPTS && seen.equals(Probe.TOO_SLOW); again++) {
      StaticWatermarks.clear();
      seen = ProbeRun.seen(probe, streams, options(arguments, name + "-" + again));
    }
    if (!seen.equals(Capabilities.MEANINGLESS)) {
      progress.accept(
          "%-7s %5.1f s  %s: %s"
              .formatted(
                  streams ? "stream" : "bounded",
                  (System.nanoTime() - begin) / 1e9,
                  probe.capability().label(),
                  seen));
    }
    return seen;
  }

  /** Checkpoints have a folder of their own: from another's Spark would go on with its graph. */
  private static PipelineOptions options(String[] arguments, String name) {
    String[] own =
        Arrays.stream(arguments)
            .map(word -> word.startsWith("--checkpointDir=") ? word + "/" + name : word)
            .toArray(String[]::new);
    PipelineOptions options = PipelineOptionsFactory.fromArgs(own).create();
    options.setJobName("probe-" + name);
    return options;
  }
}
