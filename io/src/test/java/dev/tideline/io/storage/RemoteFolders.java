package dev.tideline.io.storage;

import java.io.IOException;
import java.nio.file.Path;

/** What has folders that are on no disk of this machine's. */
public interface RemoteFolders {

  /** A folder that nobody else uses. */
  Path folder() throws IOException;
}
