package dev.tideline.io.storage;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Iterator;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * A path in a bucket, or in HDFS. How names go together is the same as on a disk, so a path of this
 * machine's is asked.
 *
 * <p>A path that was listed knows what was there, and is not asked for again: a listing of ten
 * thousand objects would be followed by ten thousand requests.
 */
final class RemotePath implements Path {

  private static final String DRAFT = "._draft-";

  private final RemoteFileSystem system;
  private final Path inside;
  private final RemoteAttributes listed;

  /**
   * @param inside what follows the bucket, or a relative path
   * @param listed what was there when it was listed; null if it was not
   */
  RemotePath(RemoteFileSystem system, Path inside, RemoteAttributes listed) {
    this.system = system;
    this.inside = inside;
    this.listed = listed;
  }

  Path inside() {
    return inside;
  }

  /** Null if it was not listed. */
  RemoteAttributes listed() {
    return listed;
  }

  org.apache.hadoop.fs.FileSystem hadoop() throws IOException {
    return system.hadoop();
  }

  org.apache.hadoop.fs.Path inHadoop() {
    return system.inHadoop(toAbsolutePath().inside);
  }

  /** A name beside it for what is not yet to be seen: nobody finds it in a folder. */
  RemotePath draft() {
    return resolveSibling(DRAFT + UUID.randomUUID());
  }

  /** Whether it is such a name. */
  boolean isDraft() {
    Path name = inside.getFileName();
    return name != null && name.toString().startsWith(DRAFT);
  }

  private RemotePath with(Path other) {
    return other == null ? null : new RemotePath(system, other, null);
  }

  private Path insideOf(Path other) {
    if (other instanceof RemotePath remote && remote.system.equals(system)) {
      return remote.inside;
    }
    throw new ProviderMismatchException(other + " is not in " + system);
  }

  private boolean isOfSame(Path other) {
    return other instanceof RemotePath remote && remote.system.equals(system);
  }

  @Override
  public RemoteFileSystem getFileSystem() {
    return system;
  }

  @Override
  public boolean isAbsolute() {
    return inside.isAbsolute();
  }

  @Override
  public RemotePath getRoot() {
    return with(inside.getRoot());
  }

  @Override
  public RemotePath getFileName() {
    return with(inside.getFileName());
  }

  @Override
  public RemotePath getParent() {
    return with(inside.getParent());
  }

  @Override
  public int getNameCount() {
    return inside.getNameCount();
  }

  @Override
  public RemotePath getName(int index) {
    return with(inside.getName(index));
  }

  @Override
  public RemotePath subpath(int begin, int end) {
    return with(inside.subpath(begin, end));
  }

  @Override
  public boolean startsWith(Path other) {
    return isOfSame(other) && inside.startsWith(insideOf(other));
  }

  @Override
  public boolean endsWith(Path other) {
    return isOfSame(other) && inside.endsWith(insideOf(other));
  }

  @Override
  public RemotePath normalize() {
    return with(inside.normalize());
  }

  @Override
  public RemotePath resolve(Path other) {
    return with(inside.resolve(insideOf(other)));
  }

  @Override
  public RemotePath resolve(String other) {
    return with(inside.resolve(other));
  }

  @Override
  public RemotePath resolveSibling(String other) {
    return with(inside.resolveSibling(other));
  }

  @Override
  public RemotePath relativize(Path other) {
    return with(inside.relativize(insideOf(other)));
  }

  /** {@code s3://bucket/folder}, escaped where a URI must be. */
  @Override
  public URI toUri() {
    try {
      String root = system.root();
      return new URI(
          system.scheme(),
          root.substring(root.indexOf("//") + 2),
          toAbsolutePath().inside.toString(),
          null,
          null);
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public RemotePath toAbsolutePath() {
    return isAbsolute() ? this : with(Path.of("/").resolve(inside));
  }

  /** There are no links, so it is where it says, whether or not anything is there. */
  @Override
  public RemotePath toRealPath(LinkOption... options) {
    return toAbsolutePath().normalize();
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException("a bucket can't be watched");
  }

  @Override
  public Iterator<Path> iterator() {
    return StreamSupport.stream(inside.spliterator(), false).<Path>map(this::with).iterator();
  }

  @Override
  public int compareTo(Path other) {
    RemotePath path = (RemotePath) other;
    if (system.equals(path.system)) {
      return inside.compareTo(path.inside);
    }
    return toUri().compareTo(path.toUri());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RemotePath path
        && system.equals(path.system)
        && inside.equals(path.inside);
  }

  @Override
  public int hashCode() {
    return Objects.hash(system, inside);
  }

  /** The text of which {@link Storage#path} makes it again, if it is absolute. */
  @Override
  public String toString() {
    return isAbsolute() ? system.root() + inside : inside.toString();
  }
}
