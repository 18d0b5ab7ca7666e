package dev.tideline.pipelines.published;

import dev.tideline.io.files.Folders;
import dev.tideline.pipelines.published.PublishedDay.Content;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Versions on a disk: a folder {@code v1} each, which is renamed to that when it is whole, and a
 * file {@code current} with the number of the one that stands, which is replaced. Only one run is
 * at it, see {@link PublishedDays#lock}.
 */
record VersionsOnDisk(Path day) implements VersionFolders {

  private static final String CURRENT = "current";

  @Override
  public int current() throws IOException {
    Path pointer = day.resolve(CURRENT);
    if (!Files.exists(pointer)) {
      if (Files.exists(folder(2))) {
        throw new IOException(
            pointer + " is missing, which says which version stands: write its number there");
      }
      return 0;
    }
    String number = Files.readString(pointer).strip();
    if (!number.matches("[1-9][0-9]{0,8}")) {
      throw new IOException(pointer + " does not say which version stands, but '" + number + "'");
    }
    return Integer.parseInt(number);
  }

  @Override
  public Path folder(int number) {
    return day.resolve("v" + number);
  }

  @Override
  public boolean publish(int number, Content content) throws IOException {
    Path stage = day.resolve(".v" + number + "." + UUID.randomUUID() + ".tmp");
    Path place = folder(number);
    Files.createDirectories(day);
    try (DirectoryStream<Path> killed = Files.newDirectoryStream(day, ".v*.tmp")) {
      for (Path each : killed) {
        Folders.delete(each);
      }
    }
    Files.createDirectory(stage);
    try {
      content.writeTo(stage);
      Folders.force(stage);
      Folders.delete(place); // of a run that was killed before it stood
      Files.move(stage, place, StandardCopyOption.ATOMIC_MOVE);
      Folders.replace(day.resolve(CURRENT), number + "\n");
      return true;
    } finally {
      Folders.delete(stage);
    }
  }
}
