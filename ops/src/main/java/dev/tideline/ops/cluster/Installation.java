package dev.tideline.ops.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the parts of a cluster are.
 *
 * @param root of this repository
 * @param engine flink
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

  /** The settings of this engine that are not of one machine. */
  String settings(String file) throws IOException {
    return Files.readString(root.resolve("runners-config").resolve(engine).resolve(file));
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
   * The command that starts a main class of the engine itself.
   *
   * @param heap the most it takes, as {@code -Xmx} wants it
   */
  List<String> java(String heap, Path logging, String main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + root.resolve("runners-config").resolve(engine).resolve("jvm.args"),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-Dlog4j2.configurationFile=" + logging.toUri(),
                "-cp",
                root.resolve("clusters/" + engine + "/target/lib") + "/*",
                main));
    command.addAll(List.of(arguments));
    return command;
  }
}
