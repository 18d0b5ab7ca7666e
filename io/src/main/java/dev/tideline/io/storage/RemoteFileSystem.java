package dev.tideline.io.storage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Set;

/**
 * A bucket, by whichever of its schemes, or an HDFS. It is opened when it is first used, and stays
 * open as long as the process lives.
 */
final class RemoteFileSystem extends FileSystem {

  private final String scheme;
  private final String authority;

  /**
   * @param scheme one of {@link Storage#SCHEMES}
   * @param authority the bucket, or HDFS' name node or name service
   */
  RemoteFileSystem(String scheme, String authority) {
    this.scheme = scheme;
    this.authority = authority;
  }

  /** What a text of a path in it begins with. */
  String root() {
    return scheme + "://" + authority;
  }

  String authority() {
    return authority;
  }

  String scheme() {
    return scheme;
  }

  /** Whether it is an HDFS: then files are renamed in one act. */
  boolean isHdfs() {
    return scheme.equals(Storage.HDFS);
  }

  /** What Hadoop calls its scheme. */
  private String hadoopScheme() {
    return isHdfs() ? scheme : "s3a";
  }

  /** A path in it. */
  RemotePath at(Path inside) {
    return new RemotePath(this, inside, null);
  }

  /** Whoever does the work; Hadoop keeps one for each. */
  org.apache.hadoop.fs.FileSystem hadoop() throws IOException {
    try {
      return org.apache.hadoop.fs.FileSystem.get(
          URI.create(hadoopScheme() + "://" + authority + "/"), StorageSettings.get());
    } catch (IllegalArgumentException refused) { // HDFS', of a name that nobody knows
      throw new IOException(refused.getMessage(), refused);
    }
  }

  /** How Hadoop names a path in it. */
  org.apache.hadoop.fs.Path inHadoop(Path inside) {
    return new org.apache.hadoop.fs.Path(hadoopScheme(), authority, inside.toString());
  }

  @Override
  public FileSystemProvider provider() {
    return RemoteFileSystemProvider.INSTANCE;
  }

  @Override
  public Path getPath(String first, String... more) {
    return at(Path.of(first, more));
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher(syntaxAndPattern);
    return path -> matcher.matches(((RemotePath) path).inside());
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(at(Path.of("/")));
  }

  @Override
  public String getSeparator() {
    return "/";
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException("a bucket stays open");
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic");
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException("a bucket knows no users");
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException("a bucket can't be watched");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RemoteFileSystem it
        && authority.equals(it.authority)
        && hadoopScheme().equals(it.hadoopScheme());
  }

  @Override
  public int hashCode() {
    return authority.hashCode();
  }

  @Override
  public String toString() {
    return root();
  }
}
