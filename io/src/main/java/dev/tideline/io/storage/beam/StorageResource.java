package dev.tideline.io.storage.beam;

import dev.tideline.io.storage.Storage;
import java.nio.file.Path;
import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * A place as Beam names it.
 *
 * @param place its text, without a slash at its end
 * @param isDirectory whether it is a folder
 */
record StorageResource(String place, boolean isDirectory) implements ResourceId {

  private static final long serialVersionUID = 1;

  static StorageResource of(Path path, boolean isDirectory) {
    return new StorageResource(path.toString(), isDirectory);
  }

  Path path() {
    return Storage.path(place);
  }

  @Override
  public StorageResource resolve(String other, ResolveOptions options) {
    boolean folder = options == StandardResolveOptions.RESOLVE_DIRECTORY;
    return of(path().resolve(other).normalize(), folder);
  }

  @Override
  public StorageResource getCurrentDirectory() {
    return isDirectory ? this : of(path().getParent(), true);
  }

  @Override
  public String getScheme() {
    return path().toUri().getScheme();
  }

  /** Null for a bucket. */
  @Override
  public String getFilename() {
    Path name = path().getFileName();
    return name == null ? null : name.toString();
  }

  /** A folder's ends with a slash, by which Beam knows it. */
  @Override
  public String toString() {
    return isDirectory && !place.endsWith("/") ? place + "/" : place;
  }
}
