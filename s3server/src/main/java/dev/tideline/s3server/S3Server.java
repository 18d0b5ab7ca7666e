package dev.tideline.s3server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A server that speaks S3 in a child process: {@link S3ServerMain}, which ends when this process
 * does. It can be killed, and started again on the same directory and port.
 */
public final class S3Server implements AutoCloseable {

  /** Who may ask it. */
  public static final String ACCESS_KEY = "tideline";

  /** What proves it; it is no secret, for nobody else reaches the server. */
  public static final String SECRET_KEY = "tideline-on-loopback";

  private static final String READY = "LISTENING ";
  private static final long PATIENCE = 30; // s

  private final Process process;
  private final Path directory;
  private final String endpoint;

  private S3Server(Process process, Path directory, String endpoint) {
    this.process = process;
    this.directory = directory;
    this.endpoint = endpoint;
  }

  /** Starts one on a free port. */
  public static S3Server start(Path directory) throws IOException {
    return start(directory, 0);
  }

  /**
   * Starts one, and returns when it takes requests.
   *
   * @param directory keeps its objects; what it complains about goes to a file beside it
   * @param port where it listens; 0 for a free one
   * @throws IOException if it does not come up, with its output
   */
  public static S3Server start(Path directory, int port) throws IOException {
    Path place = directory.toAbsolutePath();
    Path complaints = place.resolveSibling(place.getFileName() + ".err");
    Files.createDirectories(place);
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    classPath(),
                    S3ServerMain.class.getName(),
                    "--with-parent",
                    "--dir",
                    place.toString(),
                    "--port",
                    Integer.toString(port)))
            .redirectError(complaints.toFile())
            .start();
    // Not closed: whoever closes it would break the pipe that the child writes to.
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    while (line != null && !line.startsWith(READY)) {
      line = out.readLine();
    }
    if (line == null) {
      process.destroyForcibly();
      throw new IOException("the S3 server did not start: " + Files.readString(complaints));
    }
    return new S3Server(process, place, line.substring(READY.length()));
  }

  /** This module's own class files, and its libraries, which its build has put beside them. */
  private static String classPath() {
    try {
      Path own =
          Path.of(S3Server.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return own + ":" + own.resolveSibling("lib") + "/*";
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Where it listens. */
  public String endpoint() {
    return endpoint;
  }

  /** What the environment of a process must have that is to use it. */
  public Map<String, String> environment() {
    return variables(endpoint);
  }

  /** The same as words of a shell. */
  static String environment(String endpoint) {
    return variables(endpoint).entrySet().stream()
        .map(variable -> variable.getKey() + "=" + variable.getValue())
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static Map<String, String> variables(String endpoint) {
    return Map.of(
        "AWS_ENDPOINT_URL_S3",
        endpoint,
        "AWS_REGION",
        "us-east-1",
        "AWS_ACCESS_KEY_ID",
        ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY",
        SECRET_KEY);
  }

  /** Makes a bucket, if it is not there. */
  public void makeBucket(String name) throws IOException {
    Files.createDirectories(directory.resolve(name));
  }

  /** Kills it as a failing machine would. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to end, and waits until it has; one that does not is killed. Its objects stay. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
