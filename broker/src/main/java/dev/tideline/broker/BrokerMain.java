package dev.tideline.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A broker in a process of its own: prints {@code LISTENING host:port} when it takes requests, and
 * ends on SIGTERM.
 *
 * <p>Needed wherever another Scala than Kafka's is on the class path, and for whoever wants to kill
 * it.
 */
public final class BrokerMain {

  private BrokerMain() {}

  /**
   * Options: {@code --dir DIR}, where its data are kept; {@code --port PORT} (default: free);
   * {@code --with-parent}: it ends with the process that started it, however that ends.
   */
  public static void main(String[] arguments) {
    List<String> words = List.of(arguments);
    int dir = words.indexOf("--dir");
    int port = words.indexOf("--port");
    if (dir < 0 || dir + 1 >= words.size()) {
      System.err.println("--dir DIR is missing: where should the broker keep its data?");
      System.exit(2);
    }
    Broker broker =
        startOrExit(
            Path.of(words.get(dir + 1)), port < 0 ? 0 : Integer.parseInt(words.get(port + 1)));
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "close-broker"));
    if (words.contains("--with-parent")) {
      ProcessHandle.current().parent().ifPresent(BrokerMain::endWith);
    }
    System.out.println("LISTENING " + broker.bootstrapServers());
    broker.awaitClose();
  }

  /** A broker that came up in part has threads that would keep the process alive. */
  private static Broker startOrExit(Path directory, int port) {
    try {
      return Broker.start(directory, port);
    } catch (IOException | RuntimeException failure) {
      failure.printStackTrace();
      System.exit(1);
      throw new IllegalStateException(failure); // not reached
    }
  }

  private static void endWith(ProcessHandle parent) {
    Thread watch =
        new Thread(
            () -> {
              parent.onExit().join();
              System.exit(0);
            },
            "watch-parent");
    watch.setDaemon(true);
    watch.start();
  }
}
