package dev.tideline.pipelines.published;

import dev.tideline.io.files.Folders;
import dev.tideline.io.storage.RunName;
import dev.tideline.io.storage.Versions;
import dev.tideline.pipelines.published.PublishedDay.Content;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Versions in a bucket, where nothing can be renamed: each in a folder of its own, which a small
 * object names that is put once. Of two runs that publish the same version at once, one is told
 * that it came too late.
 *
 * <pre>
 * _versions/0000000001                v1-20260318T040102.117Z-1b4e28ba
 * v1-20260318T040102.117Z-1b4e28ba/   its files
 * </pre>
 */
record VersionsInBucket(Path day) implements VersionFolders {

  private static final String VERSIONS = "_versions";

  @Override
  public int current() throws IOException {
    return versions().last().map(Versions.Version::number).orElse(0);
  }

  private Versions versions() {
    return Versions.in(day.resolve(VERSIONS));
  }

  @Override
  public Path folder(int number) throws IOException {
    return versions()
        .get(number)
        .map(day::resolve)
        .orElseThrow(
            () -> new IOException("nothing in %s says where version %d is".formatted(day, number)));
  }

  @Override
  public boolean publish(int number, Content content) throws IOException {
    removeLeft();
    String name = "v" + number + "-" + RunName.make();
    content.writeTo(day.resolve(name));
    if (versions().put(new Versions.Version(number, name))) {
      return true;
    }
    Folders.delete(day.resolve(name));
    return false;
  }

  /** Removes what runs have left that were killed before their version stood. */
  private void removeLeft() throws IOException {
    try (DirectoryStream<Path> old = Files.newDirectoryStream(day, VersionsInBucket::isOld)) {
      Set<String> stood =
          versions().last(Integer.MAX_VALUE).stream()
              .map(Versions.Version::text)
              .collect(Collectors.toSet());
      for (Path each : old) {
        if (!stood.contains(each.getFileName().toString())) {
          Folders.delete(each);
        }
      }
    } catch (NoSuchFileException none) {
      // the first version of its day
    }
  }

  private static boolean isOld(Path folder) {
    return RunName.isOfTheLongPast(folder.getFileName().toString().replaceFirst("v[0-9]+-", ""));
  }
}
