package dev.tideline.pipelines.output;

import dev.tideline.io.files.AnswerFolder;
import dev.tideline.io.files.Folders;
import dev.tideline.io.storage.RunName;
import dev.tideline.io.storage.Versions;
import dev.tideline.io.storage.Versions.Version;
import dev.tideline.pipelines.cli.UsageException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A place in a bucket, where nothing can be renamed in one act: each run writes into a folder of
 * its own, and its answer appears by one small object that says which stands.
 *
 * <pre>
 * _answers/20260318T040102.117Z-1b4e28ba/   what a run wrote: rows, ledger, report
 * _versions/0000000042                      the name of the one that stands: see {@link Versions}
 * _unbalanced                               the name of the last one that does not balance
 * </pre>
 *
 * @param place the folder that holds these
 */
record OutputBucket(Path place) implements AnswerOutput {

  private static final String UNBALANCED = "_unbalanced";

  /** All there may be. */
  private static final Set<String> OURS =
      Set.of(AnswerFolder.ANSWERS, AnswerFolder.VERSIONS, UNBALANCED);

  /** How many answers stay: what stands, and what stood before, which somebody may be reading. */
  private static final int STAY = 3;

  /** In a run's own folder: whether of two who put an object at once one is refused. */
  private static final String TRIAL = "_trial";

  /** How often another may be first. */
  private static final int MOST_TRIES = 100;

  private static final Logger LOG = LoggerFactory.getLogger(OutputBucket.class);

  /**
   * The one at a path.
   *
   * @throws UsageException if it holds something else, or can't be asked
   */
  static OutputBucket at(Path path) {
    Path place = path.toAbsolutePath().normalize();
    if (Files.isRegularFile(place)) {
      throw Refusal.of(place, "it is an object, not a folder");
    }
    try (DirectoryStream<Path> children = Files.newDirectoryStream(place)) {
      for (Path child : children) {
        if (!OURS.contains(name(child))) {
          throw Refusal.of(
              place, "it holds " + name(child) + ", which is no part of an earlier answer");
        }
      }
    } catch (NoSuchFileException nothingYet) {
      return new OutputBucket(place);
    } catch (IOException unreachable) {
      throw Refusal.of(place, unreachable);
    }
    return new OutputBucket(place);
  }

  @Override
  public Path makeStage() throws IOException {
    Path stage = answers().resolve(RunName.make());
    Files.createDirectories(stage);
    Versions.requireConditionalPuts(stage.resolve(TRIAL));
    return stage;
  }

  @Override
  public List<Path> stages() throws IOException {
    String standing = versions().last().map(Version::text).orElse("");
    String aside = unbalanced().orElse("");
    List<Path> stages = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(answers())) {
      for (Path each : all) {
        if (!name(each).equals(standing) && !name(each).equals(aside)) {
          stages.add(each);
        }
      }
    } catch (NoSuchFileException none) {
      return List.of();
    }
    return stages;
  }

  private Versions versions() {
    return Versions.in(place.resolve(AnswerFolder.VERSIONS));
  }

  private Path answers() {
    return place.resolve(AnswerFolder.ANSWERS);
  }

  @Override
  public void publish(Path stage) throws IOException {
    Versions versions = versions();
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      int next = versions.last().map(Version::number).orElse(0) + 1;
      if (versions.put(new Version(next, name(stage)))) {
        removeReplaced();
        return;
      }
    } // of two that end at once, one replaces the other
    throw new IOException("others publish in " + place + " again and again");
  }

  @Override
  public Path setAside(Path stage) throws IOException {
    Optional<String> before = unbalanced();
    Files.writeString(place.resolve(UNBALANCED), name(stage) + "\n");
    if (before.isPresent()) {
      Folders.delete(answers().resolve(before.get()));
    }
    removeReplaced();
    return stage;
  }

  private Optional<String> unbalanced() throws IOException {
    try {
      return Optional.of(Files.readString(place.resolve(UNBALANCED)).strip());
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** Removes what was replaced long since, and what runs have left that are over. */
  private void removeReplaced() {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(answers())) {
      List<String> stood = versions().last(STAY + 1).stream().map(Version::text).toList();
      Set<String> kept = new HashSet<>(stood.subList(0, Math.min(STAY, stood.size())));
      unbalanced().ifPresent(kept::add);
      for (Path answer : all) {
        boolean goes = stood.contains(name(answer)) || RunName.isOfTheLongPast(name(answer));
        if (goes && !kept.contains(name(answer))) {
          Folders.delete(answer);
        }
      }
    } catch (IOException leftover) { // what matters is done
      LOG.warn("what was replaced in {} could not be removed", place, leftover);
    }
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
