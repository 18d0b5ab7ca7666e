package dev.tideline.io.storage.beam;

import dev.tideline.io.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MatchResult.Status;
import org.apache.beam.sdk.io.fs.MoveOptions;

/**
 * Lets Beam's FileIO write to where {@link Storage} leads: both go by the same settings.
 *
 * <p>Beam's own module for S3 asks a service for the region of the machine whenever a program
 * starts, uses S3 or not, keeps 64 MiB in memory for each file that is written, and brings half a
 * hundred libraries for other services of Amazon's.
 */
final class StorageForBeam extends FileSystem<StorageResource> {

  private final String scheme;

  StorageForBeam(String scheme) {
    this.scheme = scheme;
  }

  @Override
  protected String getScheme() {
    return scheme;
  }

  @Override
  protected StorageResource matchNewResource(String text, boolean isDirectory) {
    return StorageResource.of(Storage.path(text), isDirectory);
  }

  @Override
  protected List<MatchResult> match(List<String> specs) {
    List<MatchResult> results = new ArrayList<>();
    for (String spec : specs) {
      try {
        results.add(MatchResult.create(Status.OK, found(spec)));
      } catch (NoSuchFileException missing) {
        results.add(MatchResult.create(Status.NOT_FOUND, asBeamKnowsIt(missing)));
      } catch (IOException failure) {
        results.add(MatchResult.create(Status.ERROR, failure));
      }
    }
    return results;
  }

  private static List<Metadata> found(String spec) throws IOException {
    int wildcard = firstWildcard(spec);
    if (wildcard < 0) {
      return List.of(metadata(Storage.path(spec)));
    }
    Path folder = Storage.path(spec.substring(0, spec.lastIndexOf('/', wildcard)));
    PathMatcher matcher =
        folder.getFileSystem().getPathMatcher("glob:" + Storage.path(spec).toUri().getPath());
    List<Metadata> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(Files::isRegularFile).filter(matcher::matches).toList()) {
        found.add(metadata(path));
      }
    } catch (NoSuchFileException noFolder) {
      return List.of(); // then nothing matches
    }
    return found;
  }

  private static int firstWildcard(String spec) {
    for (int at = 0; at < spec.length(); at++) {
      if ("*?[{".indexOf(spec.charAt(at)) >= 0) {
        return at;
      }
    }
    return -1;
  }

  private static Metadata metadata(Path path) throws IOException {
    return Metadata.builder()
        .setResourceId(StorageResource.of(path, false))
        .setSizeBytes(Files.size(path))
        .setIsReadSeekEfficient(true)
        .build();
  }

  @Override
  protected WritableByteChannel create(StorageResource resource, CreateOptions options)
      throws IOException {
    return Files.newByteChannel(
        resource.path(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  @Override
  protected ReadableByteChannel open(StorageResource resource) throws IOException {
    try {
      return Files.newByteChannel(resource.path());
    } catch (NoSuchFileException missing) {
      throw asBeamKnowsIt(missing);
    }
  }

  @Override
  protected void copy(List<StorageResource> from, List<StorageResource> to) throws IOException {
    for (int i = 0; i < from.size(); i++) {
      Files.copy(from.get(i).path(), to.get(i).path(), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Options are left to Beam, which looks first what is there. */
  @Override
  protected void rename(
      List<StorageResource> from, List<StorageResource> to, MoveOptions... options)
      throws IOException {
    if (options.length > 0) {
      throw new UnsupportedOperationException("rename knows no options");
    }
    for (int i = 0; i < from.size(); i++) {
      try {
        Files.move(from.get(i).path(), to.get(i).path(), StandardCopyOption.REPLACE_EXISTING);
      } catch (NoSuchFileException missing) {
        throw asBeamKnowsIt(missing);
      }
    }
  }

  private static FileNotFoundException asBeamKnowsIt(NoSuchFileException missing) {
    FileNotFoundException known = new FileNotFoundException(missing.getMessage());
    known.initCause(missing);
    return known;
  }

  @Override
  protected void delete(Collection<StorageResource> resources) throws IOException {
    for (StorageResource resource : resources) {
      Files.deleteIfExists(resource.path());
    }
  }
}
