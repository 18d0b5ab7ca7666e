package dev.tideline.io.storage;

import dev.tideline.io.files.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
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

  /** Leaves a folder as it is, and no room in it for more. */
  void fill(Path folder) throws IOException {
    nodes.getFileSystem().setQuota(inHadoop(folder), HdfsConstants.QUOTA_DONT_SET, 1);
  }

  /** The names of all that is in a folder, what is hidden among it. */
  List<String> all(Path folder) throws IOException {
    return Arrays.stream(nodes.getFileSystem().listStatus(inHadoop(folder)))
        .map(file -> file.getPath().getName())
        .toList();
  }

  private static org.apache.hadoop.fs.Path inHadoop(Path path) {
    return ((RemotePath) path).inHadoop();
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
