package dev.tideline.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker for one machine: a single KRaft node, broker and controller in one, on the
 * loopback interface. For demos, tests and benchmarks; what it holds is held once.
 *
 * <p>A closed broker's directory can be opened again on the same port, and has what it had.
 */
public final class Broker implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int NODE = 1;

  /** Always the same: a directory that is opened again must belong to the same cluster. */
  private static final String CLUSTER = "dGlkZWxpbmUtbG9jYWw0MQ";

  private final KafkaRaftServer server;
  private final int port;

  private Broker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /** Starts one that keeps its data in a directory, on a free port. */
  public static Broker start(Path directory) throws IOException {
    return start(directory, 0);
  }

  /**
   * Starts one, and returns when it takes requests.
   *
   * @param directory keeps its data; made if it is not there
   * @param port where it listens; 0 for a free one
   */
  public static Broker start(Path directory, int port) throws IOException {
    List<Integer> free = FreePorts.find(2);
    int listening = port == 0 ? free.get(0) : port;
    format(Files.createDirectories(directory));
    KafkaConfig config = new KafkaConfig(config(directory, listening, free.get(1)), false);
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    server.startup();
    return new Broker(server, listening);
  }

  /** Where it listens, as clients want it. */
  public String bootstrapServers() {
    return LOOPBACK + ":" + port;
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** Waits until it is closed by another thread. */
  void awaitClose() {
    server.awaitShutdown();
  }

  /** Shuts it down in order; its data stay. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static Map<String, Object> config(Path directory, int port, int controllerPort) {
    Map<String, Object> config = new HashMap<>();
    config.put("process.roles", "broker,controller");
    config.put("node.id", Integer.toString(NODE));
    config.put(
        "listeners",
        "PLAINTEXT://%1$s:%2$d,CONTROLLER://%1$s:%3$d".formatted(LOOPBACK, port, controllerPort));
    config.put("advertised.listeners", "PLAINTEXT://" + LOOPBACK + ":" + port);
    config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    config.put("controller.listener.names", "CONTROLLER");
    config.put("controller.quorum.voters", NODE + "@" + LOOPBACK + ":" + controllerPort);
    config.put("log.dirs", directory.toString());
    config.put("auto.create.topics.enable", "false"); // a typing error would make a topic
    config.put("num.partitions", "4");
    // The times of what is replayed may be long past: it would be deleted while it is read.
    config.put("log.retention.ms", "-1");
    // What a producer stamps later than in a minute would make late all that comes after it.
    config.put("log.message.timestamp.after.max.ms", "60000");
    config.put("offsets.topic.num.partitions", "1");
    config.put("offsets.topic.replication.factor", "1");
    config.put("transaction.state.log.num.partitions", "1");
    config.put("transaction.state.log.replication.factor", "1");
    config.put("transaction.state.log.min.isr", "1");
    config.put("group.initial.rebalance.delay.ms", "0");
    config.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
    config.put("num.network.threads", "2");
    config.put("num.io.threads", "2");
    config.put("controlled.shutdown.enable", "false"); // there is nobody to hand over to
    return config;
  }

  private static void format(Path directory) throws IOException {
    try (PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(nowhere)
          .setClusterId(CLUSTER)
          .setNodeId(NODE)
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(directory.toString())
          .addDirectory(directory.toString())
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setIgnoreFormatted(true)
          .run();
    } catch (IOException | RuntimeException unusable) {
      throw unusable;
    } catch (Exception unusable) { // declared so by Kafka
      throw new IOException(
          directory + " can't be made a broker's: " + unusable.getMessage(), unusable);
    }
  }
}
