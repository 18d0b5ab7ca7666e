package dev.tideline.ops.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product's jar, given to an engine that it is not built for, names both and does nothing. */
@Tag("cluster")
class WrongEngineTest {

  private static final String FLINK_RUN = "org.apache.flink.client.cli.CliFrontend";
  private static final String SPARK_SUBMIT = "org.apache.spark.deploy.SparkSubmit";

  @TempDir private Path home;

  private Installation flink;
  private Installation spark;

  @BeforeEach
  void installations() throws IOException {
    flink = new Installation(Path.of("..").toRealPath(), "flink");
    spark = new Installation(Path.of("..").toRealPath(), "spark");
  }

  @Test
  void anotherFlink() throws Exception {
    Path other = resource(".flink-runtime.version.properties", "project.version=1.20.1");
    isRefused(
        submitted(flink, other, FLINK_RUN, "run", flink.jobJar().toString()),
        "this is built for Flink 1.19, and here is Flink 1.20.1. What to do: ");
  }

  @Test
  void anotherSpark() throws Exception {
    Path other = resource("spark-version-info.properties", "version=3.4.4");
    isRefused(
        submitted(spark, other, SPARK_SUBMIT, spark.jobJar().toString()),
        "this is built for Spark 3.5, Scala 2.12, and here is Spark 3.4.4, Scala 2.12");
  }

  @Test
  void sparksJarOnFlink() throws Exception {
    isRefused(
        submitted(flink, home, FLINK_RUN, "run", spark.jobJar().toString()),
        "this is built for Spark 3.5, Scala 2.12, and here is no Spark. What to do: ");
  }

  @Test
  void flinksJarOnSpark() throws Exception {
    isRefused(
        submitted(
            spark,
            home,
            SPARK_SUBMIT,
            "--master",
            "local[1]",
            "--class",
            "dev.tideline.pipelines.Main",
            flink.jobJar().toString()),
        "this is built for Flink 1.19, and here is no Flink. What to do: ");
  }

  private static void isRefused(Script submitted, String why) {
    assertThat(submitted.err(), containsString("daily-revenue: " + why));
    assertThat(submitted.err(), not(containsString("\tat ")));
    assertThat(submitted.status(), is(2));
  }

  /** A folder with a file that engines look for on their class path. */
  private Path resource(String name, String text) throws IOException {
    Files.writeString(home.resolve(name), text + "\n");
    return home;
  }

  /**
   * Submits a bounded run as the engine's own command does.
   *
   * @param first a folder before all else on the class path
   */
  private Script submitted(Installation engine, Path first, String main, String... words)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(engine.java("512m", engine.pipelineLogging(), main, words));
    int classPath = command.indexOf("-cp") + 1;
    command.set(classPath, first + File.pathSeparator + command.get(classPath));
    command.addAll(List.of("daily-revenue", "--input", "nowhere", "--output", "nowhere"));
    Path out = home.resolve("out");
    Path err = home.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment());
    int status = builder.start().waitFor();
    return new Script(status, Files.readString(out), Files.readString(err));
  }

  private Map<String, String> environment() throws IOException {
    FlinkCluster cluster =
        new FlinkCluster(home.resolve("flink"), flink, new PrintWriter(System.err, true, UTF_8));
    cluster.configure(Map.of());
    return Map.of("FLINK_CONF_DIR", cluster.conf().toString(), "SPARK_LOCAL_IP", "127.0.0.1");
  }
}
