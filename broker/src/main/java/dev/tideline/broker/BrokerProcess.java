package dev.tideline.broker;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A broker in a child process: {@link BrokerMain}, which ends when this process does. It can be
 * killed, and started again on the same directory and port.
 */
public final class BrokerProcess implements AutoCloseable {

  private static final String READY = "LISTENING ";
  private static final long PATIENCE = 30; // s

  private final Process process;
  private final String bootstrapServers;

  private BrokerProcess(Process process, String bootstrapServers) {
    this.process = process;
    this.bootstrapServers = bootstrapServers;
  }

  /** Starts one with the class path of this process, on a free port. */
  public static BrokerProcess start(Path directory) throws IOException {
    return start(System.getProperty("java.class.path"), directory, 0);
  }

  /**
   * Starts one, and returns when it takes requests.
   *
   * @param classPath of the child: that of the module {@code broker} at least, and no other Scala
   * @param directory keeps its data; what it complains about goes to a file beside it
   * @param port where it listens; 0 for a free one
   * @throws IOException if it does not come up, with its output
   */
  public static BrokerProcess start(String classPath, Path directory, int port) throws IOException {
    Path place = directory.toAbsolutePath();
    Path complaints = place.resolveSibling(place.getFileName() + ".err");
    Files.createDirectories(place);
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xms64m",
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-cp",
            classPath,
            BrokerMain.class.getName(),
            "--with-parent",
            "--dir",
            place.toString(),
            "--port",
            Integer.toString(port));
    File complaintsFile = complaints.toFile();
    Process process = new ProcessBuilder(command).redirectError(complaintsFile).start();
    // Not closed: whoever closes it would break the pipe that the child writes to.
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    if (line == null || !line.startsWith(READY)) {
      process.destroyForcibly();
      throw new IOException("the broker did not start: " + Files.readString(complaints));
    }
    return new BrokerProcess(process, line.substring(READY.length()));
  }

  /** Where it listens, as clients want it. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Where it listens. */
  public int port() {
    return Integer.parseInt(bootstrapServers.substring(bootstrapServers.lastIndexOf(':') + 1));
  }

  /** The child, for whoever wants to know its use of the processor. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Kills it as a failing machine would, without a chance to write anything down. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to end, and waits until it has; one that does not is killed. Its data stay. */
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
