package dev.tideline.io.storage;

import dev.tideline.io.files.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * HDFS: a name node and a data node, that start when they are first needed and live as long as the
 * tests of a class. Registered as a static field.
 */
public final class Hdfs implements RemoteFolders, AfterAllCallback {

  private Path directory;
  private MiniDFSCluster nodes;

  @Override
  public Path folder() throws IOException {
    if (nodes == null) {
      directory = Files.createTempDirectory("tideline-hdfs-");
      nodes =
          new MiniDFSCluster.Builder(new Configuration(), directory.toFile())
              .numDataNodes(1)
              .build();
      nodes.waitActive();
    }
    String root = "hdfs://localhost:" + nodes.getNameNodePort();
    return Files.createDirectories(Storage.path(root + "/f-" + UUID.randomUUID()));
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (nodes != null) {
      nodes.shutdown();
      nodes = null;
      Folders.delete(directory);
    }
  }

  @Override
  public String toString() {
    return "HDFS";
  }
}
