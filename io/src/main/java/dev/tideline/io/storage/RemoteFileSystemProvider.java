package dev.tideline.io.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/**
 * What {@link java.nio.file.Files} does, done by Hadoop's file systems. An object, or a file of
 * HDFS', appears when what is written to it is closed, and replaces what was there; nothing is
 * appended to it. Whoever fails before the end and closes it leaves a part: what must be whole is
 * written where nobody looks.
 */
final class RemoteFileSystemProvider extends FileSystemProvider {

  /** From here on S3 does not copy in one request, and S3A would want a client that is not here. */
  private static final long LARGEST_COPY = 5L << 30;

  static final RemoteFileSystemProvider INSTANCE = new RemoteFileSystemProvider();

  private RemoteFileSystemProvider() {}

  @Override
  public String getScheme() {
    return "s3";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
    throw new UnsupportedOperationException("see Storage.path");
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return getPath(uri).getFileSystem();
  }

  @Override
  public Path getPath(URI uri) {
    return Storage.path(uri.getScheme() + "://" + uri.getAuthority() + uri.getPath());
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    RemotePath remote = (RemotePath) path;
    if (options.contains(StandardOpenOption.APPEND)
        || options.containsAll(Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE))) {
      throw new UnsupportedOperationException(path + " can only be read, or written anew");
    }
    if (!options.contains(StandardOpenOption.WRITE)) {
      FileStatus status = attributes(remote).status();
      if (status.isDirectory()) {
        throw new IOException(path + " is a folder");
      }
      return new ReadChannel(remote.hadoop(), status);
    }
    if (options.contains(StandardOpenOption.CREATE_NEW) && Storage.exists(path)) {
      throw new FileAlreadyExistsException(path.toString());
    }
    return new WriteChannel(WholeOutput.replacing(remote));
  }

  /** Without the detour over a channel, which would copy what is written. */
  @Override
  public OutputStream newOutputStream(Path path, OpenOption... options) throws IOException {
    for (OpenOption option : options) {
      if (option == StandardOpenOption.APPEND || option == StandardOpenOption.CREATE_NEW) {
        return super.newOutputStream(path, options);
      }
    }
    return WholeOutput.replacing((RemotePath) path);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    RemotePath remote = (RemotePath) folder;
    List<Path> children = new ArrayList<>();
    try {
      RemoteIterator<FileStatus> found = remote.hadoop().listStatusIterator(remote.inHadoop());
      while (found.hasNext()) {
        FileStatus status = found.next();
        if (status.isFile() && status.getPath().equals(remote.inHadoop())) {
          throw new NotDirectoryException(folder.toString());
        }
        Path inside = remote.inside().resolve(status.getPath().getName());
        RemotePath child =
            new RemotePath(remote.getFileSystem(), inside, new RemoteAttributes(status));
        if (!child.isDraft() && filter.accept(child)) {
          children.add(child);
        }
      }
    } catch (IOException failure) {
      throw Storage.named(failure, remote);
    }
    return new Listing(children);
  }

  /** What was in a folder. */
  private record Listing(List<Path> children) implements DirectoryStream<Path> {

    @Override
    public Iterator<Path> iterator() throws DirectoryIteratorException {
      return children.iterator();
    }

    @Override
    public void close() {}
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    RemotePath remote = (RemotePath) folder;
    try {
      if (remote.hadoop().exists(remote.inHadoop())) {
        throw new FileAlreadyExistsException(folder.toString());
      }
      remote.hadoop().mkdirs(remote.inHadoop());
    } catch (FileAlreadyExistsException already) {
      throw already;
    } catch (IOException failure) {
      throw Storage.named(failure, remote);
    }
  }

  @Override
  public void delete(Path path) throws IOException {
    RemotePath remote = (RemotePath) path;
    attributes(remote);
    try {
      remote.hadoop().delete(remote.inHadoop(), false);
    } catch (org.apache.hadoop.fs.PathIsNotEmptyDirectoryException full) {
      DirectoryNotEmptyException notEmpty = new DirectoryNotEmptyException(path.toString());
      notEmpty.initCause(full);
      throw notEmpty;
    } catch (IOException failure) {
      throw Storage.named(failure, remote);
    }
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    mayReplace(target, options);
    WholeOutput out = WholeOutput.replacing((RemotePath) target);
    boolean whole = false;
    try {
      Files.copy(source, out);
      whole = true;
    } finally {
      if (!whole) {
        out.giveUp();
      }
      out.close();
    }
  }

  /**
   * In HDFS one act. In a bucket a copy, and the end of what was copied; and who finds nothing at
   * the target may still replace what another has put there since.
   */
  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    if (((RemotePath) source).getFileSystem().isHdfs()) {
      rename((RemotePath) source, (RemotePath) target, options);
      return;
    }
    if (Set.of(options).contains(StandardCopyOption.ATOMIC_MOVE)) {
      throw new AtomicMoveNotSupportedException(
          source.toString(), target.toString(), "objects are copied and removed");
    }
    mayReplace(target, options);
    RemotePath from = (RemotePath) source;
    RemotePath to = (RemotePath) target;
    if (attributes(from).size() >= LARGEST_COPY) {
      copy(source, target, StandardCopyOption.REPLACE_EXISTING);
      delete(source);
      return;
    }
    try {
      from.hadoop().delete(to.inHadoop(), false);
      from.hadoop().mkdirs(to.getParent().inHadoop());
      if (!from.hadoop().rename(from.inHadoop(), to.inHadoop())) {
        throw new IOException(source + " could not be renamed to " + target);
      }
    } catch (IOException failure) {
      throw Storage.named(failure, from);
    }
  }

  private static void rename(RemotePath from, RemotePath to, CopyOption... options)
      throws IOException {
    boolean replaces = Set.of(options).contains(StandardCopyOption.REPLACE_EXISTING);
    try {
      from.hadoop().mkdirs(to.getParent().inHadoop());
      ((DistributedFileSystem) from.hadoop())
          .rename(
              from.inHadoop(),
              to.inHadoop(),
              replaces ? Options.Rename.OVERWRITE : Options.Rename.NONE);
    } catch (org.apache.hadoop.fs.FileAlreadyExistsException already) {
      FileAlreadyExistsException there = new FileAlreadyExistsException(to.toString());
      there.initCause(already);
      throw there;
    } catch (IOException failure) {
      throw Storage.named(failure, from);
    }
  }

  private static void mayReplace(Path target, CopyOption... options) throws IOException {
    if (!Set.of(options).contains(StandardCopyOption.REPLACE_EXISTING) && Storage.exists(target)) {
      throw new FileAlreadyExistsException(target.toString());
    }
  }

  @Override
  public boolean isSameFile(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  @Override
  public boolean isHidden(Path path) {
    return path.getFileName() != null && path.getFileName().toString().startsWith(".");
  }

  @Override
  public FileStore getFileStore(Path path) {
    throw new UnsupportedOperationException("a bucket has no disk");
  }

  /** Whether it is there. Whether it can be read or written is only known by doing it. */
  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    attributes((RemotePath) path);
  }

  private static RemoteAttributes attributes(RemotePath path) throws IOException {
    if (path.listed() != null) {
      return path.listed();
    }
    try {
      return new RemoteAttributes(path.hadoop().getFileStatus(path.inHadoop()));
    } catch (IOException failure) {
      throw Storage.named(failure, path);
    }
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    if (!type.isAssignableFrom(RemoteAttributes.class)) {
      throw new UnsupportedOperationException(path + " has no " + type.getSimpleName());
    }
    return type.cast(attributes((RemotePath) path));
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return type.isAssignableFrom(View.class) ? type.cast(new View((RemotePath) path)) : null;
  }

  private record View(RemotePath path) implements BasicFileAttributeView {

    @Override
    public String name() {
      return "basic";
    }

    @Override
    public BasicFileAttributes readAttributes() throws IOException {
      return attributes(path);
    }

    @Override
    public void setTimes(FileTime modified, FileTime accessed, FileTime created) {
      throw new UnsupportedOperationException("a bucket sets the times");
    }
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) {
    throw new UnsupportedOperationException(path + ": ask for BasicFileAttributes");
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options) {
    throw new UnsupportedOperationException(path + " has no " + name);
  }
}
