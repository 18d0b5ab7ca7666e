package dev.tideline.io.files;

import dev.tideline.io.storage.Storage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** What is done to folders and small files as a whole. */
public final class Folders {

  private Folders() {}

  /** Removes a folder with all that is in it, if it is there. */
  public static void delete(Path folder) throws IOException {
    if (Storage.isRemote(folder)) {
      Storage.deleteAll(folder);
      return;
    }
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Makes sure that a file, or the files of a folder, are on the disk, whatever happens next. */
  public static void force(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(place)) {
        for (Path file : files) {
          force(file);
        }
      }
      return;
    }
    try (FileChannel file = FileChannel.open(place, StandardOpenOption.WRITE)) {
      file.force(true);
    }
  }

  /** Writes a small file in one act: whoever reads it reads all of the old one, or of the new. */
  public static void replace(Path file, String text) throws IOException {
    if (Storage.isRemote(file)) {
      Files.writeString(file, text); // an object appears whole
      return;
    }
    Path next = file.resolveSibling("." + file.getFileName() + ".tmp");
    Files.writeString(next, text);
    force(next);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
