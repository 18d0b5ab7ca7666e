package dev.tideline.pipelines.output;

import dev.tideline.io.files.Folders;
import dev.tideline.pipelines.cli.UsageException;
import java.io.IOException;
import java.nio.file.Path;
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
    output.publish(stage);
    kept = true;
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
