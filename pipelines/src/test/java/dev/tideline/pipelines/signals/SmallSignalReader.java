package dev.tideline.pipelines.signals;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.sort.RowDigest;
import java.io.IOException;
import java.nio.file.Path;

/** Reads a topic of signals in a process that has little memory. */
public final class SmallSignalReader {

  /** How much it has. */
  static final long BYTES = 48 << 20;

  private SmallSignalReader() {}

  /** The digest of the final signals of a topic, and how many there are, as they are read there. */
  static String digestOf(KafkaCluster cluster, String topic)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + BYTES,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SmallSignalReader.class.getName(),
                cluster.bootstrapServers(),
                topic)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("it ended with " + process.exitValue());
    }
    return printed.strip();
  }

  /** The process. */
  public static void main(String[] arguments) throws IOException {
    RowDigest digest = new RowDigest();
    new SignalsTopic(arguments[1]).finalSignals(new KafkaCluster(arguments[0], null), digest::add);
    System.out.println(digest.hex() + " " + digest.rows());
  }
}
