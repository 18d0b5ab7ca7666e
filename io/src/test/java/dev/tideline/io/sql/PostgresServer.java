package dev.tideline.io.sql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A PostgreSQL of its own, that can crash and come back. */
final class PostgresServer implements AutoCloseable {

  private final Path data;
  private final int port;
  private EmbeddedPostgres running;

  private PostgresServer(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  static PostgresServer in(Path data) throws IOException {
    PostgresServer server = new PostgresServer(data, freePort());
    server.start();
    return server;
  }

  void start() throws IOException {
    running =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(data.resolveSibling("binaries").toFile())
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .setPGStartupWait(Duration.ofDays(1)) // recovery takes a slow disk more than its 10 s
            .setServerConfig(
                "synchronous_commit", "on") // off by default here: commits could vanish
            .start();
  }

  /** Ends all of its processes at once, as if the power had failed. */
  void crash() throws IOException, InterruptedException {
    String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
    ProcessHandle server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
    server.onExit().join();
    running.close();
  }

  Database database(String user, String name, Path login) {
    return new Database(
        "jdbc:postgresql://127.0.0.1:"
            + port
            + "/"
            + name
            + (user.isEmpty() ? "" : "?user=" + user),
        login == null ? null : login.toString());
  }

  @Override
  public void close() throws IOException {
    running.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
