package dev.tideline.io.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.apache.kafka.common.utils.Utils;

/**
 * Whether anything takes connections where a cluster should be. Kafka's clients don't tell a wrong
 * address from a slow answer: they wait as long for the one as for the other.
 */
final class Listening {

  /** Between two attempts, in ms. */
  private static final long PAUSE = 500;

  /** How long an attempt may take, in ms. */
  private static final int ATTEMPT = 5_000;

  private Listening() {}

  /**
   * Waits until one of its addresses takes a connection.
   *
   * @throws KafkaClusterException if none does for so long
   */
  static void await(KafkaCluster cluster, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      IOException refused = attempt(cluster);
      if (refused == null) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw KafkaClusterException.passing(
            "no answer from %s within %d s: is it running, and is the address right? (%s)"
                .formatted(cluster, patience.toSeconds(), refused.getMessage()),
            refused);
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new KafkaClusterException("interrupted while waiting for " + cluster, stopped);
      }
    }
  }

  /** Null if one of the addresses took a connection, else why the last one did not. */
  private static IOException attempt(KafkaCluster cluster) {
    IOException refused = null;
    for (String address : cluster.bootstrapServers().strip().split("\\s*,\\s*", -1)) {
      if (address.isEmpty()) {
        continue; // as Kafka's clients do: a comma too many does no harm
      }
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(Utils.getHost(address), Utils.getPort(address)), ATTEMPT);
        return null;
      } catch (IOException unreachable) {
        refused = unreachable;
      }
    }
    return refused;
  }
}
