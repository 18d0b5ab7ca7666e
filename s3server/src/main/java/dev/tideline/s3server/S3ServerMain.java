package dev.tideline.s3server;

import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.gaul.s3proxy.Main;

/**
 * The server in a process of its own, on loopback: prints {@code LISTENING http://127.0.0.1:PORT}
 * when it takes requests, and how a shell reaches it, and ends on SIGTERM. A bucket is a folder in
 * its directory.
 */
public final class S3ServerMain {

  private S3ServerMain() {}

  /**
   * Options: {@code --dir DIR}, where its objects are kept; {@code --port PORT} (default: free);
   * {@code --with-parent}: it ends with the process that started it, however that ends.
   */
  public static void main(String[] arguments) throws Exception { // s3proxy's own throws that
    List<String> words = List.of(arguments);
    int dir = words.indexOf("--dir");
    int port = words.indexOf("--port");
    if (dir < 0 || dir + 1 >= words.size()) {
      System.err.println("--dir DIR is missing: where should the server keep its objects?");
      System.exit(2);
    }
    if (words.contains("--with-parent")) {
      ProcessHandle.current().parent().ifPresent(S3ServerMain::endWith);
    }
    int asked = port < 0 ? 0 : Integer.parseInt(words.get(port + 1));
    String endpoint = "http://127.0.0.1:" + (asked == 0 ? freePort() : asked);
    Path settings = settings(Path.of(words.get(dir + 1)), endpoint);
    Main.main(new String[] {"--properties", settings.toString()});
    System.out.println("LISTENING " + endpoint);
    System.out.println("export " + S3Server.environment(endpoint));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Path settings(Path directory, String endpoint) throws IOException {
    Files.createDirectories(directory);
    Properties settings = new Properties();
    settings.setProperty("s3proxy.endpoint", endpoint);
    settings.setProperty("s3proxy.authorization", "aws-v2-or-v4");
    settings.setProperty("s3proxy.identity", S3Server.ACCESS_KEY);
    settings.setProperty("s3proxy.credential", S3Server.SECRET_KEY);
    // Of encryption, which it does not know; S3A and the SDK send them as a matter of course.
    settings.setProperty("s3proxy.ignore-unknown-headers", "true");
    settings.setProperty("jclouds.provider", "filesystem-nio2");
    settings.setProperty("jclouds.filesystem.basedir", directory.toAbsolutePath().toString());
    settings.setProperty("jclouds.identity", "unused");
    settings.setProperty("jclouds.credential", "unused");
    Path file = Files.createTempFile("s3server-", ".properties");
    file.toFile().deleteOnExit();
    try (Writer out = Files.newBufferedWriter(file)) {
      settings.store(out, null);
    }
    return file;
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
