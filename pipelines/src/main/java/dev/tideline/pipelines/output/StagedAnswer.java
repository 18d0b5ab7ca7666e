package dev.tideline.pipelines.output;

import dev.tideline.io.answer.WrittenFiles;
import dev.tideline.io.files.Folders;
import dev.tideline.pipelines.cli.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer on its way: it is written into a folder of its own, and then appears in its place
 * whole, or not at all. What has not appeared when this is closed, or the process ends, is removed.
 */
public final class StagedAnswer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StagedAnswer.class);

  private final AnswerOutput output;
  private final Path stage;
  private final Thread onShutdown = new Thread(this::discard, "discard-output");
  private boolean kept;
  private boolean discarded;

  private StagedAnswer(AnswerOutput output, Path stage) {
    this.output = output;
    this.stage = stage;
  }

  /**
   * Makes ready for an answer.
   *
   * @param place where it is to appear: a folder of a disk, or in a bucket
   * @throws UsageException if none can be written there
   */
  public static StagedAnswer at(Path place) {
    AnswerOutput output = AnswerOutput.at(place);
    try {
      StagedAnswer staged = new StagedAnswer(output, output.makeStage());
      Runtime.getRuntime().addShutdownHook(staged.onShutdown);
      return staged;
    } catch (IOException unwritable) {
      throw Refusal.of(place, unwritable);
    }
  }

  /**
   * The newest whole answer that a run has written to a place and did not live to publish, if none
   * that began later stands. It stays if it is closed before it has appeared.
   *
   * @throws UsageException if the place holds something else
   */
  public static Optional<Left> leftAt(Path place) throws IOException {
    AnswerOutput output = AnswerOutput.at(place);
    long standing =
        RunFacts.readFrom(WrittenFiles.standingAt(place)).map(RunFacts::begun).orElse(0L);
    List<Left> found = new ArrayList<>();
    for (Path stage : output.stages()) {
      Optional<RunFacts> facts = RunFacts.readFrom(stage);
      if (facts.isPresent() && facts.get().begun() > standing) {
        boolean isWhole = new WrittenFiles(stage).areAllThere();
        found.add(new Left(new StagedAnswer(output, stage), facts.get(), isWhole));
      }
    }
    Comparator<Left> wholeFirst = Comparator.comparing(Left::isWhole);
    return found.stream().max(wholeFirst.thenComparing(left -> left.facts().begun()));
  }

  /**
   * An answer that a run has left.
   *
   * @param facts what is known of the run
   * @param isWhole whether all is there; if not, the run is still at it, or has died
   */
  public record Left(StagedAnswer answer, RunFacts facts, boolean isWhole) {}

  /** Keeps what is known of the run, for whoever finds the answer when the run has gone. */
  public void note(RunFacts facts) throws IOException {
    facts.writeTo(stage);
  }

  /** Where the answer is written until it is whole. */
  public Path stage() {
    return stage;
  }

  /**
   * Lets it appear.
   *
   * @throws UsageException if something that is no earlier answer has come to be in its place
   * @throws IOException if it can't, or the process is ending; an earlier answer is as it was
   */
  public synchronized void publish() throws IOException {
    mustGoOn();
    kept = true; // it may have appeared though that is not known: then it must not be removed
    try {
      output.publish(stage);
    } catch (UsageException refused) {
      kept = false;
      throw refused;
    } catch (IOException unknown) {
      throw new IOException(
          "%s, what was to be published is whole in %s: ./scripts/publish tries again"
              .formatted(unknown.getMessage(), stage),
          unknown);
    }
  }

  /**
   * Keeps one that must not be published, for inspection.
   *
   * @return where it is
   */
  public synchronized Path setAside() throws IOException {
    mustGoOn();
    Path aside = output.setAside(stage);
    kept = true;
    return aside;
  }

  /** Lets it stay where it is, unpublished: a job that goes on without this process writes it. */
  public synchronized void leave() throws IOException {
    mustGoOn();
    kept = true;
  }

  private void mustGoOn() throws IOException {
    if (discarded) {
      throw new IOException("the process was told to end");
    }
  }

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
    if (!kept) {
      Folders.delete(stage);
    }
  }
}
