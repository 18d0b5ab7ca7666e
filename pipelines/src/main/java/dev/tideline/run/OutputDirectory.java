package dev.tideline.run;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of an answer: it appears there whole, or not at all, and replaces an earlier one.
 *
 * <p>Everything is written to a hidden directory beside it, which takes its name at the very end. A
 * directory that holds anything but an earlier answer is never replaced.
 */
public final class OutputDirectory implements AutoCloseable {

  /** Present in every answer: it marks a directory as one that may be replaced. */
  public static final String REPORT = "report.json";

  private static final Logger LOG = LoggerFactory.getLogger(OutputDirectory.class);

  private final Path output;
  private final Path stage;

  private OutputDirectory(Path output, Path stage) {
    this.output = output;
    this.stage = stage;
  }

  /**
   * Makes ready for an answer.
   *
   * @throws UsageException if none can be written there
   */
  public static OutputDirectory at(Path directory) {
    Path output = directory.toAbsolutePath().normalize();
    Path name = output.getFileName();
    if (name == null) {
      throw refused(output, "it has no name");
    }
    if (Files.exists(output) && !Files.isDirectory(output)) {
      throw refused(output, "it is a file");
    }
    if (Files.isDirectory(output) && !replaceable(output)) {
      throw refused(output, "it holds files that are no answer of an earlier run");
    }
    Path stage = output.resolveSibling("." + name + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.createDirectories(stage);
    } catch (IOException unwritable) {
      throw refused(output, "it can't be written: " + unwritable);
    }
    return new OutputDirectory(output, stage);
  }

  /** Where the answer is written until it is whole. */
  public Path stage() {
    return stage;
  }

  /** Where the answer appears. */
  public Path output() {
    return output;
  }

  /** Lets the answer appear. */
  public void publish() throws IOException {
    moveTo(output);
  }

  /**
   * Keeps an answer that must not be published, for inspection.
   *
   * @return where it is
   */
  public Path setAside() throws IOException {
    Path aside = output.resolveSibling(output.getFileName() + ".unbalanced");
    moveTo(aside);
    return aside;
  }

  private void moveTo(Path target) throws IOException {
    Path old = stage.resolveSibling(stage.getFileName() + ".old");
    boolean replaces = Files.exists(target);
    if (replaces) {
      Files.move(target, old);
    }
    Files.move(stage, target);
    if (replaces) {
      delete(old);
    }
  }

  /** Removes what was not published. */
  @Override
  public void close() throws IOException {
    delete(stage);
  }

  /** Removes what was not published, when the process is told to end. */
  void discard() {
    try {
      close();
    } catch (IOException leftover) {
      LOG.warn("could not remove {}", stage, leftover);
    }
  }

  private static boolean replaceable(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return Files.exists(directory.resolve(REPORT)) || entries.findAny().isEmpty();
    } catch (IOException unreadable) {
      throw refused(directory, "it can't be read: " + unreadable);
    }
  }

  private static UsageException refused(Path output, String why) {
    return new UsageException(List.of("--output " + output + " can't take the answer: " + why));
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
