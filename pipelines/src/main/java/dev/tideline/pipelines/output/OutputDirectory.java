package dev.tideline.pipelines.output;

import dev.tideline.io.files.Folders;
import dev.tideline.pipelines.cli.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory that is an answer. Everything is written to a hidden directory beside it, which takes
 * its name at the very end. One that holds anything but an earlier answer is never replaced.
 *
 * @param output the directory
 */
record OutputDirectory(Path output) implements AnswerOutput {

  private static final String STAGED = ".tmp";
  private static final String REPLACED = ".old";

  /** How many bytes a name gets more in the longest of ours, {@code .NAME.UUID.tmp.old}. */
  private static final int LONGEST_ADDITION = 2 + 36 + STAGED.length() + REPLACED.length();

  private static final Logger LOG = LoggerFactory.getLogger(OutputDirectory.class);

  /**
   * The one at a path.
   *
   * @throws UsageException if no answer can be written there
   */
  static OutputDirectory at(Path directory) {
    Path output = directory.toAbsolutePath().normalize();
    try {
      if (Files.exists(output)) {
        output = output.toRealPath(); // a link to it stays one
      }
      refuse(output, AnswerPlace.whyNotOutput(output, LONGEST_ADDITION));
      restoreOrphan(output);
      Path aside = AnswerPlace.asideOf(output);
      refuse(aside, AnswerPlace.whyNotAside(aside));
      return new OutputDirectory(output);
    } catch (IOException unwritable) {
      throw Refusal.of(output, unwritable);
    }
  }

  @Override
  public Path makeStage() throws IOException {
    return Files.createDirectories(
        output.resolveSibling("." + output.getFileName() + "." + UUID.randomUUID() + STAGED));
  }

  @Override
  public void publish(Path stage) throws IOException {
    move(stage, output, AnswerPlace.whyNotOutput(output, LONGEST_ADDITION));
  }

  @Override
  public Path setAside(Path stage) throws IOException {
    Path aside = AnswerPlace.asideOf(output);
    move(stage, aside, AnswerPlace.whyNotAside(aside));
    return aside;
  }

  private static void move(Path stage, Path target, Optional<String> whyNot) throws IOException {
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

  @Override
  public List<Path> stages() throws IOException {
    return left(output, STAGED);
  }

  /** Puts an answer back that a run had moved away when it was killed, before it replaced it. */
  private static void restoreOrphan(Path output) throws IOException {
    if (Files.exists(output)) {
      return;
    }
    for (Path old : left(output, STAGED + REPLACED)) {
      if (AnswerPlace.isWhole(old)) {
        LOG.warn("{} was left behind by a run that was killed: it is put back", output);
        Files.move(old, output);
        return;
      }
    }
  }

  /**
   * What runs of an output have left beside it. It is told by its whole name: that of another
   * output may begin in the same way, but has a dot where ours has none.
   */
  private static List<Path> left(Path output, String ending) throws IOException {
    Path parent = output.getParent();
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    Pattern left =
        Pattern.compile(
            Pattern.quote("." + output.getFileName() + ".") + "[^.]+" + Pattern.quote(ending));
    return AnswerPlace.namesIn(parent).stream()
        .filter(name -> left.matcher(name).matches())
        .map(parent::resolve)
        .toList();
  }

  private static void refuse(Path place, Optional<String> whyNot) {
    if (whyNot.isPresent()) {
      throw Refusal.of(place, whyNot.get());
    }
  }
}
