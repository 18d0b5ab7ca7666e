package dev.tideline.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for what nobody wants to keep: it is deleted in the end, after Ctrl-C too. */
public final class ScratchFolder implements AutoCloseable {

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

  private void delete() {
    List<Path> all;
    try (Stream<Path> found = Files.walk(path)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
      for (Path each : all) {
        Files.deleteIfExists(each);
      }
    } catch (NoSuchFileException alreadyGone) {
      // so it is as it should be
    } catch (IOException | UncheckedIOException inUse) {
      // A killed process may be writing its last: it is in the system's folder of temporary files.
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
