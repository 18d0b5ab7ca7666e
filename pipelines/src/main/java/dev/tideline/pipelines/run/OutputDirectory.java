package dev.tideline.pipelines.run;

import dev.tideline.io.files.Folders;
import dev.tideline.pipelines.cli.UsageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of an answer: it appears there whole, or not at all, and replaces an earlier one.
 *
 * <p>Everything is written to a hidden directory beside it, which takes its name at the very end. A
 * directory that holds anything but an earlier answer is never replaced.
 */
public final class OutputDirectory implements AutoCloseable {

  private static final String STAGED = ".tmp";
  private static final String REPLACED = ".old";

  /** How many bytes a name gets more in the longest of ours, {@code .NAME.UUID.tmp.old}. */
  private static final int LONGEST_ADDITION = 2 + 36 + STAGED.length() + REPLACED.length();

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
      refuse(output, AnswerPlace.whyNotOutput(output, LONGEST_ADDITION));
      restoreOrphan(output);
      Path aside = AnswerPlace.asideOf(output);
      refuse(aside, AnswerPlace.whyNotAside(aside));
      Path stage =
          output.resolveSibling("." + output.getFileName() + "." + UUID.randomUUID() + STAGED);
      OutputDirectory made = new OutputDirectory(output, Files.createDirectories(stage));
      Runtime.getRuntime().addShutdownHook(made.onShutdown);
      return made;
    } catch (AccessDeniedException forbidden) {
      throw refused(output, "there is no permission to write at " + forbidden.getFile());
    } catch (FileAlreadyExistsException file) {
      throw refused(output, file.getFile() + " is a file, not a directory");
    } catch (IOException unwritable) {
      throw refused(output, "it can't be written: " + unwritable.getMessage());
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
    moveTo(output, AnswerPlace.whyNotOutput(output, LONGEST_ADDITION));
  }

  /**
   * Keeps an answer that must not be published, for inspection.
   *
   * @return where it is
   */
  public Path setAside() throws IOException {
    Path aside = AnswerPlace.asideOf(output);
    moveTo(aside, AnswerPlace.whyNotAside(aside));
    return aside;
  }

  private synchronized void moveTo(Path target, Optional<String> whyNot) throws IOException {
    if (discarded) {
      throw new IOException("the process was told to end");
    }
    refuse(target, whyNot);
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
      Folders.delete(old);
    } catch (IOException leftover) {
      LOG.warn("{} is published, but what it replaced could not be removed: {}", target, old);
    }
  }

  /**
   * Puts an answer back that a run had moved away when it was killed, before it could replace it.
   * What runs of this output have left is told by its whole name: that of another output may begin
   * in the same way, but has a dot where ours has none.
   */
  private static void restoreOrphan(Path output) throws IOException {
    Path parent = output.getParent();
    if (Files.exists(output) || !Files.isDirectory(parent)) {
      return;
    }
    Pattern left =
        Pattern.compile(
            Pattern.quote("." + output.getFileName() + ".")
                + "[^.]+"
                + Pattern.quote(STAGED + REPLACED));
    for (String name : AnswerPlace.namesIn(parent)) {
      if (left.matcher(name).matches() && AnswerPlace.isWhole(parent.resolve(name))) {
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
    Folders.delete(stage);
  }

  private static void refuse(Path place, Optional<String> whyNot) {
    if (whyNot.isPresent()) {
      throw refused(place, whyNot.get());
    }
  }

  private static UsageException refused(Path output, String why) {
    return new UsageException(List.of("--output " + output + " can't take the answer: " + why));
  }
}
