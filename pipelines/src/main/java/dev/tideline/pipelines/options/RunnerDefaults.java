package dev.tideline.pipelines.options;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The options that the runner on the class path wants, ours among them, and that a run has unless
 * it is told otherwise: without some of them a stream is not right on that runner.
 *
 * @param ofEachRun values by name, such as {@code --objectReuse}
 * @param ofStreams those that a stream has beside
 */
public record RunnerDefaults(Map<String, String> ofEachRun, Map<String, String> ofStreams) {

  /** Of a class path without a runner. */
  public static final RunnerDefaults NONE = new RunnerDefaults(Map.of(), Map.of());

  /** Those in {@code pipeline.args} and {@code stream.args} beside the runner's classes. */
  public static RunnerDefaults onClassPath() {
    return new RunnerDefaults(read("/pipeline.args"), read("/stream.args"));
  }

  /** Those of a run. */
  public Map<String, String> of(boolean stream) {
    Map<String, String> options = new LinkedHashMap<>(ofEachRun);
    if (stream) {
      options.putAll(ofStreams);
    }
    return options;
  }

  private static Map<String, String> read(String resource) {
    Map<String, String> options = new LinkedHashMap<>();
    try (InputStream file = RunnerDefaults.class.getResourceAsStream(resource)) {
      if (file != null) {
        new String(file.readAllBytes(), UTF_8)
            .lines()
            .filter(line -> line.startsWith("--"))
            .map(line -> line.strip().split("=", 2))
            .forEach(option -> options.put(option[0], option[1]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the class path can't be read: " + resource, e);
    }
    return options;
  }
}
