package dev.tideline.pipelines.output;

import dev.tideline.io.storage.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A place where the answers of runs appear, each in one act, and replaces the one before it. */
interface AnswerOutput {

  /**
   * The place, which may take an answer.
   *
   * @throws dev.tideline.pipelines.cli.UsageException if it holds anything else, or can't be asked
   */
  static AnswerOutput at(Path place) {
    return Storage.isRemote(place) ? OutputBucket.at(place) : OutputDirectory.at(place);
  }

  /** What runs have begun to write there, published or not, but for what stands, in no order. */
  List<Path> stages() throws IOException;

  /** Makes a folder of a run's own, in which its answer is written until it is whole. */
  Path makeStage() throws IOException;

  /**
   * Lets an answer appear.
   *
   * @throws dev.tideline.pipelines.cli.UsageException if something that is no earlier answer has
   *     come to be in its place
   * @throws IOException if it can't; an earlier answer is as it was
   */
  void publish(Path stage) throws IOException;

  /**
   * Keeps an answer that must not be published, for inspection.
   *
   * @return where it is
   */
  Path setAside(Path stage) throws IOException;
}
