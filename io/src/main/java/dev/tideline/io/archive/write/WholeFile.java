package dev.tideline.io.archive.write;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that appears whole or not at all: it is written under a hidden temporary name beside its
 * place and moved there at the end. Whoever lists the folder meanwhile sees nothing half written.
 */
final class WholeFile implements Closeable {

  private final Path target;
  private final Path temporary;

  private WholeFile(Path target, Path temporary) {
    this.target = target;
    this.temporary = temporary;
  }

  /** A file that will appear at this place; its folder is made if need be. */
  static WholeFile at(Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path temporary = folder.resolve("." + target.getFileName() + ".tmp");
    Files.deleteIfExists(temporary); // left behind by a run that was killed
    return new WholeFile(target, temporary);
  }

  /** Where to write it. */
  Path temporary() {
    return temporary;
  }

  /** Moves the written file to its place, instead of one that may be there. */
  void appear() throws IOException {
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes what was written, unless it has appeared. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(temporary);
  }
}
