package dev.tideline.ops.dlq;

import dev.tideline.io.answer.WrittenFiles;
import dev.tideline.io.deadletters.DeadLetter;
import dev.tideline.io.deadletters.FileOriginals;
import dev.tideline.io.deadletters.Original;
import dev.tideline.io.files.AnswerFolder;
import dev.tideline.io.storage.Storage;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.runs.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rejects of bounded runs. Of a record that several runs have rejected the last one tells.
 *
 * @param answers the folders of their answers, the oldest first
 * @param root the folder that the names of their files are relative to
 */
record AnswerLetters(List<Path> answers, Path root) implements Letters {

  private static final Comparator<DeadLetter> BY_PLACE =
      Comparator.comparing((DeadLetter letter) -> letter.location().source())
          .thenComparingInt(letter -> letter.location().partition())
          .thenComparingLong(letter -> letter.location().offset());

  AnswerLetters {
    answers = List.copyOf(answers);
  }

  /**
   * Those of an answer, or of all runs that published days in a folder.
   *
   * @param input what they read, its root
   * @throws UsageException if there are no rejects
   */
  static AnswerLetters at(Path place, Path input) throws IOException {
    Path standing = WrittenFiles.standingAt(place);
    if (holdsRejects(standing)) {
      return new AnswerLetters(List.of(standing), input);
    }
    List<Path> answers = new ArrayList<>();
    for (RunFolder run : RunFolder.all(RunFolder.under(place))) {
      if (holdsRejects(run.answer())) {
        answers.add(run.answer());
      }
    }
    if (answers.isEmpty()) {
      throw new UsageException(
          List.of(
              "--from %s has no rejects: give the --output of a run, or the folder that days were published in"
                  .formatted(place)));
    }
    return new AnswerLetters(answers, input);
  }

  private static boolean holdsRejects(Path answer) throws IOException {
    return Storage.isFolder(answer.resolve(AnswerFolder.REJECTS));
  }

  @Override
  public List<DeadLetter> all() throws IOException {
    Map<String, DeadLetter> letters = new HashMap<>();
    for (Path answer : answers) {
      try {
        new WrittenFiles(answer)
            .lines(
                AnswerFolder.REJECTS,
                line -> {
                  DeadLetter letter = DeadLetter.parse(line);
                  letters.put(letter.location().toString(), letter);
                });
      } catch (IOException damaged) {
        throw new IOException(
            "%s can't be read: %s"
                .formatted(answer.resolve(AnswerFolder.REJECTS), damaged.getMessage()),
            damaged);
      }
    }
    return letters.values().stream().sorted(BY_PLACE).toList();
  }

  @Override
  public List<Original> originals(List<DeadLetter> letters) throws IOException {
    return new FileOriginals(root).of(letters);
  }
}
