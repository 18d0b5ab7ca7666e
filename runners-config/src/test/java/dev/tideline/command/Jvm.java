package dev.tideline.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own, as {@code scripts/run} starts one for the runner that this build is for. */
public final class Jvm {

  /** The class path of this test. */
  static final String OWN_CLASSES = System.getProperty("java.class.path");

  /** The files that say how the runner is started. */
  static final Path CONFIG = Path.of(System.getProperty("tideline.runner"));

  private Jvm() {}

  /** One that runs a main class on the class path of this test. */
  public static ProcessBuilder running(String main, List<String> arguments) {
    return running(main, OWN_CLASSES, arguments);
  }

  /** One that runs a main class. */
  static ProcessBuilder running(String main, String classPath, List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("@" + CONFIG.resolve("jvm.args"));
    words.add("-Xmx1g");
    // As the product logs; log4j would take the settings of tests before these.
    words.add("-Dlog4j2.configurationFile=classpath:log4j2.properties");
    // It starts faster, and does not live long.
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    words.addAll(List.of("-cp", classPath, main));
    words.addAll(arguments);
    return new ProcessBuilder(words);
  }
}
