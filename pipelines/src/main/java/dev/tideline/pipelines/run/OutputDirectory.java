package dev.tideline.pipelines.run;

import dev.tideline.io.answer.AnswerFiles;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.report.Report;
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
 * The directory of an answer: it appears there whole, or not at all, and replaces an earlier one.
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
          AnswerFiles.REUSED_IDS,
          AnswerFiles.LEDGER,
          "books", // the ledger's folder in answers of earlier releases
          Report.LEDGER_FILE,
          Report.FILE);

  private static final String STAGED = ".tmp";
  private static final String REPLACED = ".old";
  private static final Logger LOG = LoggerFactory.getLogger(OutputDirectory.class);

  private final Path output;
  private final Path stage;
  private final Thread onShutdown = new Thread(this::discard, "discard-output");
  private boolean discarded;

  private OutputDirectory(Path output, Path stage) {
    this.output = output;
    this.stage = stage;
  }

  /**
   * Makes ready for an answer. Until it is closed, the end of the process removes what was written.
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
      restoreOrphan(output);
      mustBeReplaceable(output);
      mustBeReplaceable(aside(output));
      Path stage = output.resolveSibling("." + name + "." + UUID.randomUUID() + STAGED);
      OutputDirectory made = new OutputDirectory(output, Files.createDirectories(stage));
      Runtime.getRuntime().addShutdownHook(made.onShutdown);
      return made;
    } catch (IOException unwritable) {
      throw refused(output, "it can't be written: " + unwritable);
    }
  }

  /** Where the answer is written until it is whole. */
  public Path stage() {
    return stage;
  }

  /**
   * Lets the answer appear.
   *
   * @throws UsageException if something that is no earlier answer has come to be in its place
   * @throws IOException if it can't, or the process is ending; an earlier answer is as it was
   */
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

  private synchronized void moveTo(Path target) throws IOException {
    if (discarded) {
      throw new IOException("the process was told to end");
    }
    mustBeReplaceable(target);
    Path old = stage.resolveSibling(stage.getFileName() + REPLACED);
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
    try {
      delete(old);
    } catch (IOException leftover) {
      LOG.warn("{} is published, but what it replaced could not be removed: {}", target, old);
    }
  }

  /**
   * Puts an answer back that a run had moved away when it was killed, before it could replace it.
   */
  private static void restoreOrphan(Path output) throws IOException {
    Path parent = output.getParent();
    if (Files.exists(output) || parent == null || !Files.isDirectory(parent)) {
      return;
    }
    String prefix = "." + output.getFileName() + ".";
    for (String name : namesIn(parent)) {
      if (name.startsWith(prefix) && name.endsWith(STAGED + REPLACED)) {
        LOG.warn("{} was left behind by a run that was killed: it is put back", output);
        Files.move(parent.resolve(name), output);
        return;
      }
    }
  }

  /** Removes what was not published. */
  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(onShutdown);
    } catch (IllegalStateException ending) {
      return; // the hook is at it
    }
    remove();
  }

  /** Removes what was not published; from then on nothing appears. */
  void discard() {
    try {
      remove();
    } catch (IOException leftover) {
      LOG.warn("could not remove {}", stage, leftover);
    }
  }

  private synchronized void remove() throws IOException {
    discarded = true;
    delete(stage);
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
