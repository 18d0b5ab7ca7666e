package dev.tideline.benchmarks.bench.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Where the product and the native jobs are, as they are built here.
 *
 * @param root the folder of the project
 * @param heap of every JVM that is measured, such as {@code 4g}
 */
public record Installation(Path root, String heap) {

  /** What each process gets in its environment: the product and the native jobs the same. */
  public Map<String, String> environment() {
    return Map.of(
        "TIDELINE_CARD_KEY",
        "no secret: made-up cards",
        "TIDELINE_JAVA_OPTS",
        "-Xmx" + heap,
        "SPARK_LOCAL_IP",
        "127.0.0.1");
  }

  /** One of the product's scripts. */
  String script(String name) {
    return root.resolve("scripts").resolve(name).toString();
  }

  /**
   * How a native job is started: with the JVM flags that the product has on the same engine, and
   * over as much.
   *
   * @param module its module, a folder of {@code benchmarks}
   * @param main its class
   */
  List<String> java(String module, String main, Asked asked) throws IOException {
    String flags =
        switch (module) {
          case "flink", "spark" -> module;
          default -> "direct";
        };
    List<String> command = jvm(flags, asked);
    command.add("-cp");
    command.add(jars(module));
    command.add("dev.tideline.benchmarks." + main);
    return command;
  }

  /**
   * How the product is started so that one process answers several times: as {@code scripts/run}
   * does, but for the archive of classes.
   *
   * @param runner flink or spark
   */
  List<String> warm(String runner, String pipeline, Asked asked) throws IOException {
    List<String> command = jvm(runner, asked);
    command.add("-cp");
    command.add(
        root.resolve("runners-config/target").resolve(runner).resolve("lib")
            + "/*:"
            + jars("product"));
    command.add("dev.tideline.benchmarks.product.RunAgain");
    command.add(Integer.toString(asked.times()));
    command.add(pipeline);
    Path options = root.resolve("runners-config").resolve(runner).resolve("local.args");
    Files.readAllLines(options).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(command::add);
    return command;
  }

  private String jars(String module) {
    return root.resolve("benchmarks").resolve(module).resolve("target/lib") + "/*";
  }

  private List<String> jvm(String flags, Asked asked) throws IOException {
    Path config = root.resolve("runners-config");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + config.resolve(flags).resolve("jvm.args"));
    long few = Long.parseLong(Files.readString(config.resolve("short-run.bytes")).strip());
    if (asked.bootstrapServers() == null && bytes(asked.data()) <= few) {
      command.add("@" + config.resolve("short-run.args"));
    }
    command.add("-Xmx" + heap);
    return command;
  }

  private static long bytes(Path folder) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  /** The versions of what is measured: the name of a jar of each. */
  public List<String> versions() throws IOException {
    List<String> jars = new ArrayList<>();
    for (Path folder : measured()) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .map(file -> file.getFileName().toString())
            .filter(Installation::telling)
            .forEach(jars::add);
      }
    }
    return jars.stream().map(jar -> jar.replace(".jar", "")).distinct().sorted().toList();
  }

  /**
   * Another one where anything else is measured, or with anything else: the product, native jobs
   * and engines, the bench, options and scripts, the JDK, the number of cores.
   */
  public String build() throws IOException {
    List<String> all = new ArrayList<>();
    all.add("JDK " + Runtime.version() + ", cores " + Runtime.getRuntime().availableProcessors());
    List<Path> folders = new ArrayList<>(measured());
    folders.add(root.resolve("benchmarks/bench/target/lib"));
    for (Path jar : files(folders)) {
      // Of what is not ours, the name has the version.
      boolean own = jar.getFileName().toString().startsWith("tideline-");
      all.add(root.relativize(jar) + (own ? " " + checksum(jar) : ""));
    }
    for (Path file :
        files(
            Stream.of(
                    "runners-config",
                    "runners-config/flink",
                    "runners-config/spark",
                    "scripts",
                    "scripts/lib")
                .map(root::resolve)
                .toList())) {
      all.add(root.relativize(file) + " " + checksum(file));
    }
    return Digest.of(all);
  }

  private static List<Path> files(List<Path> folders) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(Files::isRegularFile).forEach(found::add);
      }
    }
    return found;
  }

  private static long checksum(Path file) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(Files.readAllBytes(file));
    return checksum.getValue();
  }

  /** The class paths of all that is measured. */
  private List<Path> measured() {
    return Stream.concat(
            Stream.of("flink", "spark").map(runner -> "runners-config/target/" + runner),
            Stream.of("duckdb", "flink", "kafka-streams", "peers", "product", "spark")
                .map(module -> "benchmarks/" + module + "/target"))
        .map(target -> root.resolve(target).resolve("lib"))
        .toList();
  }

  private static boolean telling(String jar) {
    return jar.matches(
        "(beam-sdks-java-core|flink-core|spark-core_[\\d.]+|kafka-streams|kafka-clients|duckdb_jdbc)-[\\d.]+\\.jar");
  }
}
