package dev.tideline.pipelines.published;

import dev.tideline.io.storage.Storage;
import dev.tideline.pipelines.published.PublishedDay.Content;
import java.io.IOException;
import java.nio.file.Path;

/** The folders of a day's versions, and what says which of them stands. */
sealed interface VersionFolders permits VersionsOnDisk, VersionsInBucket {

  /** Those of a day. */
  static VersionFolders at(Path day) {
    return Storage.isRemote(day) ? new VersionsInBucket(day) : new VersionsOnDisk(day);
  }

  /** The number of the version that stands; 0 if none was published. */
  int current() throws IOException;

  /** The folder of a version that was published. */
  Path folder(int number) throws IOException;

  /**
   * Publishes the version that comes next: it stands whole, or the one before it does.
   *
   * @return whether it was published; not, if another run was first with that number
   */
  boolean publish(int number, Content content) throws IOException;
}
