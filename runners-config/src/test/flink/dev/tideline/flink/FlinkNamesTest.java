package dev.tideline.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.checkpoint.CheckpointStatsTracker;
import org.apache.flink.runtime.metrics.MetricNames;
import org.apache.flink.streaming.api.environment.ExecutionCheckpointingOptions;
import org.junit.jupiter.api.Test;

/** What of Flink the files in deploy and the settings of a cluster name is there, in this Flink. */
class FlinkNamesTest {

  private static final Path DEPLOY = Path.of("..", "deploy");

  private static final Pattern SETTING =
      Pattern.compile("^    ([a-z][A-Za-z0-9.-]*\\.[A-Za-z0-9.-]*):", Pattern.MULTILINE);

  private static final Pattern SETTING_OF_CLUSTER =
      Pattern.compile("^([a-z][A-Za-z0-9.-]*):", Pattern.MULTILINE);

  private static final Pattern METRIC = Pattern.compile("flink_jobmanager_job_([A-Za-z]+)");

  @Test
  void settingsAreFlinksOwn() throws Exception {
    Set<String> given = names(SETTING, DEPLOY.resolve("kubernetes/fraud-velocity.yaml"));
    assertThat(given, hasItem("high-availability.storageDir"));

    // Of a reporter, which has a name of ours.
    given.removeIf(name -> name.startsWith("metrics.reporter.prom."));
    given.removeAll(options());
    assertThat(given, is(empty()));
  }

  @Test
  void settingsOfAClusterAreFlinksOwn() throws Exception {
    Set<String> given = names(SETTING_OF_CLUSTER, Path.of("flink", "cluster.yaml"));
    assertThat(given, hasItem("high-availability.zookeeper.client.session-timeout"));

    given.removeAll(options());
    assertThat(given, is(empty()));
  }

  /**
   * The keys of all options that flink-core has, and of checkpoints; but no older names of them.
   */
  private static Set<String> options() throws Exception {
    String packages = CoreOptions.class.getPackageName().replace('.', '/') + "/";
    Path core =
        Path.of(CoreOptions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Set<String> keys = new TreeSet<>();
    try (JarFile jar = new JarFile(core.toFile())) {
      for (String entry : jar.stream().map(Object::toString).toList()) {
        if (entry.startsWith(packages) && entry.endsWith("Options.class")) {
          keys.addAll(options(Class.forName(entry.replace(".class", "").replace('/', '.'))));
        }
      }
    }
    keys.addAll(options(ExecutionCheckpointingOptions.class));
    return keys;
  }

  private static Set<String> options(Class<?> of) throws IllegalAccessException {
    Set<String> keys = new TreeSet<>();
    for (Field field : of.getDeclaredFields()) {
      if (field.getType() == ConfigOption.class && Modifier.isPublic(field.getModifiers())) {
        keys.add(((ConfigOption<?>) field.get(null)).key());
      }
    }
    return keys;
  }

  @Test
  void metricsAreFlinksOwn() throws Exception {
    Set<String> shown = names(METRIC, DEPLOY.resolve("grafana/tideline.json"));
    shown.addAll(names(METRIC, DEPLOY.resolve("prometheus/alerts.yaml")));
    assertThat(shown, hasItem("numberOfCompletedCheckpoints"));

    shown.removeAll(constants(CheckpointStatsTracker.class));
    shown.removeAll(constants(MetricNames.class));
    assertThat(shown, is(empty()));
  }

  private static Set<String> constants(Class<?> of) throws IllegalAccessException {
    Set<String> values = new TreeSet<>();
    for (Field field : of.getDeclaredFields()) {
      if (field.getType() == String.class && Modifier.isStatic(field.getModifiers())) {
        field.setAccessible(true);
        values.add((String) field.get(null));
      }
    }
    return values;
  }

  private static Set<String> names(Pattern pattern, Path file) throws IOException {
    return pattern
        .matcher(Files.readString(file))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
