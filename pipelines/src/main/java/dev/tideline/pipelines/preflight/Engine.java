package dev.tideline.pipelines.preflight;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The engine that a pipeline has come to: its jar may be given to any. Whoever brings a runner of
 * which there are clusters brings an implementation ({@link ServiceLoader}), and says in {@value
 * #BUILT_FOR} with which version of the engine it was built.
 */
public interface Engine {

  /** One line, such as {@code Flink 1.19.3}. */
  String BUILT_FOR = "/engine.txt";

  /** Its name and version, as that line has them; empty if it is not in this process. */
  Optional<String> present();

  /**
   * What is wrong with the engine in this process, with what to do; empty if nothing is. To be
   * asked before any class of it is used: what another version lacks shows at any time, as an error
   * of the JVM's that tells nobody what to do.
   */
  static Optional<String> mismatch() throws IOException {
    Optional<Engine> engine = ServiceLoader.load(Engine.class).findFirst();
    if (engine.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = engine.get().getClass().getResourceAsStream(BUILT_FOR)) {
      if (in == null) {
        throw new IllegalStateException(BUILT_FOR + " is missing on the class path");
      }
      return mismatch(new String(in.readAllBytes(), UTF_8).strip(), engine.get().present());
    }
  }

  /** The same of an engine that was built for, and of one that is there, or is not. */
  static Optional<String> mismatch(String builtFor, Optional<String> present) {
    String series = seriesOf(builtFor);
    if (present.map(Engine::seriesOf).filter(series::equals).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        "this is built for %s, and here is %s. What to do: submit it to %s, or build it for what is here (docs/clusters.md)"
            .formatted(series, present.orElse("no " + series.replaceFirst(" .*", "")), series));
  }

  /** Fixes of one series, 1.19.2 and 1.19.3, go together. */
  private static String seriesOf(String engine) {
    return engine.replaceAll("(\\d+\\.\\d+)[^ ,]*", "$1");
  }
}
