package dev.tideline.datasets;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * The folder a data set is written to: it appears whole or not at all, and a second one replaces
 * the first. All is written to a hidden folder inside and moved out at the end.
 */
public final class DataSetFolder implements Closeable {

  private static final String STORES = "stores.jsonl";
  private static final List<String> PARTS = List.of("orders", "payments", STORES, "truth.json");

  private final Path folder;
  private final Path staging;

  private DataSetFolder(Path folder, Path staging) {
    this.folder = folder;
    this.staging = staging;
  }

  /**
   * Makes ready to write.
   *
   * @throws IOException if the folder can't be written to, or holds something but no data set,
   *     which would be overwritten
   */
  public static DataSetFolder at(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (!Files.exists(folder.resolve(STORES)) && holdsAnything(folder)) {
      throw new IOException(folder + " is not empty and holds no data set: name another folder");
    }
    Path staging = folder.resolve(".data-set.tmp");
    delete(staging); // left behind by a run that was killed
    Files.createDirectory(staging);
    return new DataSetFolder(folder, staging);
  }

  /** Where to write. */
  public Path staging() {
    return staging;
  }

  /** Lets the data set appear, instead of one that may be there. */
  public void appear() throws IOException {
    for (String part : PARTS) {
      delete(folder.resolve(part));
    }
    for (String part : PARTS) {
      if (Files.exists(staging.resolve(part))) {
        Files.move(staging.resolve(part), folder.resolve(part));
      }
    }
  }

  /** Removes what has not appeared. */
  @Override
  public void close() throws IOException {
    delete(staging);
  }

  private static boolean holdsAnything(Path folder) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (!entry.getFileName().toString().startsWith(".")) {
          return true;
        }
      }
      return false;
    }
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
