package dev.tideline.run;

import dev.tideline.report.Report;
import dev.tideline.sink.AnswerFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
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

  /** All that may be in an answer: a directory that holds anything else is somebody's own. */
  private static final Set<String> ANSWER =
      Set.of(
          AnswerFiles.ROWS,
          AnswerFiles.PARQUET,
          AnswerFiles.REJECTS,
          AnswerFiles.TOO_LATE,
          AnswerFiles.BOOKS,
          Report.LEDGER_FILE,
          Report.FILE);

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
    try {
      if (Files.exists(output)) {
        output = output.toRealPath(); // a link to it stays one
      }
      Path name = output.getFileName();
      if (name == null) {
        throw refused(output, "it has no name");
      }
      mustBeReplaceable(output);
      mustBeReplaceable(aside(output));
      Path stage = output.resolveSibling("." + name + "." + UUID.randomUUID() + ".tmp");
      return new OutputDirectory(output, Files.createDirectories(stage));
    } catch (IOException unwritable) {
      throw refused(output, "it can't be written: " + unwritable);
    }
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
    Path aside = aside(output);
    moveTo(aside);
    return aside;
  }

  private static Path aside(Path output) {
    return output.resolveSibling(output.getFileName() + ".unbalanced");
  }

  private void moveTo(Path target) throws IOException {
    Path old = stage.resolveSibling(stage.getFileName() + ".old");
    boolean replaces = Files.exists(target);
    if (replaces) {
      Files.move(target, old);
    }
    try {
      Files.move(stage, target);
    } catch (IOException failed) {
      if (replaces) {
        Files.move(old, target);
      }
      throw failed;
    }
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

  /** Insists that there is nothing at a place, or nothing but an earlier answer. */
  private static void mustBeReplaceable(Path place) throws IOException {
    if (!Files.exists(place)) {
      return;
    }
    if (!Files.isDirectory(place)) {
      throw refused(place, "it is a file");
    }
    Set<String> names = namesIn(place);
    if (names.isEmpty()) {
      return;
    }
    for (String name : names) {
      if (!ANSWER.contains(name)) {
        throw refused(place, "it holds " + name + ", which is no part of an earlier answer");
      }
    }
    if (!names.contains(Report.FILE)) {
      throw refused(place, "it holds no whole answer of an earlier run, but " + names);
    }
  }

  private static Set<String> namesIn(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
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
