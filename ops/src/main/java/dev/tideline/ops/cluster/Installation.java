package dev.tideline.ops.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where the parts of a cluster are.
 *
 * @param root of this repository
 * @param engine flink or spark
 */
record Installation(Path root, String engine) {

  /** The folder that the script names in a system property. */
  static Installation of(String engine) {
    return new Installation(
        Path.of(System.getProperty("tideline.root", ".")).toAbsolutePath().normalize(), engine);
  }

  /** The jar with a pipeline and all that it needs and the engine does not have. */
  Path jobJar() {
    return root.resolve("runners-config/target/" + engine + "/tideline-" + engine + ".jar");
  }

  /** The folder of jars that the engine is made of. */
  Path library() {
    return root.resolve("clusters/" + engine + "/target/lib");
  }

  /** The settings of this engine that are not of one machine. */
  String settings(String file) throws IOException {
    return Files.readString(root.resolve("runners-config").resolve(engine).resolve(file));
  }

  /** What its JVMs are given, in one line; settings of Spark are not for there. */
  String jvmOptions() throws IOException {
    return settings("jvm.args")
        .lines()
        .filter(line -> line.startsWith("-") && !line.startsWith("-Dspark."))
        .collect(Collectors.joining(" "));
  }

  /** How processes of the engine log: all they do, to files. */
  Path engineLogging() {
    return root.resolve("clusters/src/log4j2.properties");
  }

  /** How whoever runs a pipeline logs: as {@code scripts/run} does. */
  Path pipelineLogging() {
    return root.resolve("runners-config/src/main/resources/log4j2.properties");
  }

  /**
   * The command that starts a main class of the engine itself, to which words may be added.
   *
   * @param heap the most it takes, as {@code -Xmx} wants it
   */
  List<String> java(String heap, Path logging, String main, String... arguments) {
    return java(heap, logging, library() + "/*", main, arguments);
  }

  /** The same of one that has the jar of pipelines before the engine's on its class path. */
  List<String> javaWithJobJar(String heap, Path logging, String main, String... arguments) {
    return java(heap, logging, jobJar() + File.pathSeparator + library() + "/*", main, arguments);
  }

  private List<String> java(
      String heap, Path logging, String classPath, String main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + root.resolve("runners-config").resolve(engine).resolve("jvm.args"),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-Dlog4j2.configurationFile=" + logging.toUri(),
                "-cp",
                classPath,
                main));
    command.addAll(List.of(arguments));
    return command;
  }
}
