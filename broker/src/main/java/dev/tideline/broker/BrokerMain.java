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

  /** Options: {@code --dir DIR}, where its data are kept; {@code --port PORT} (default: free). */
  public static void main(String[] arguments) throws IOException {
    List<String> words = List.of(arguments);
    int dir = words.indexOf("--dir");
    int port = words.indexOf("--port");
    if (dir < 0 || dir + 1 >= words.size()) {
      System.err.println("--dir DIR is missing: where should the broker keep its data?");
      System.exit(2);
    }
    Broker broker =
        Broker.start(
            Path.of(words.get(dir + 1)), port < 0 ? 0 : Integer.parseInt(words.get(port + 1)));
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "close-broker"));
    System.out.println("LISTENING " + broker.bootstrapServers());
    broker.awaitClose();
  }
}
