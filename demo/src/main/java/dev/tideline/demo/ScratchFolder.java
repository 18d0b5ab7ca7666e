package dev.tideline.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A folder for what nobody wants to keep: it is deleted in the end, after Ctrl-C too. */
public final class ScratchFolder implements AutoCloseable {

  private static final long PATIENCE = 10_000_000_000L; // ns
  private static final long RETRY = 100_000_000; // ns

  private final Path path;
  private final Thread hook = new Thread(this::delete, "delete-scratch");

  private ScratchFolder(Path path) {
    this.path = path;
  }

  /** Makes one. */
  public static ScratchFolder create() throws IOException {
    ScratchFolder folder = new ScratchFolder(Files.createTempDirectory("tideline-"));
    Runtime.getRuntime().addShutdownHook(folder.hook);
    return folder;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Tries for a while: a process that is just being killed may be writing its last. */
  private void delete() {
    long deadline = System.nanoTime() + PATIENCE;
    while (!deleted() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(RETRY);
    }
  }

  private boolean deleted() {
    if (!Files.exists(path)) {
      return true;
    }
    try (Stream<Path> found = Files.walk(path)) {
      for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
      return true;
    } catch (IOException | UncheckedIOException inUse) {
      return false;
    }
  }

  @Override
  public void close() {
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // then the hook finds nothing
    }
  }
}
