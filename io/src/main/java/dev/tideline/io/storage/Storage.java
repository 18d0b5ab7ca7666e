package dev.tideline.io.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.security.AccessControlException;

/** Makes paths of the texts by which people name places. */
public final class Storage {

  /** What the text of a place begins with that is no path: a scheme, and whose it is. */
  private static final Pattern ROOT =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/]*)(/.*)?", Pattern.DOTALL);

  /** HDFS'. */
  static final String HDFS = "hdfs";

  /** Two are S3, the second as Hadoop, Spark and Flink call it. */
  public static final Set<String> SCHEMES = Set.of("s3", "s3a", HDFS);

  private static final String FILE = "file";

  /** What AWS' library says, and then the names of two dozen classes. */
  private static final String NO_CREDENTIALS = "Unable to load credentials";

  private Storage() {}

  /**
   * The path of a place. Nothing is looked up: it may not exist, or not be reachable.
   *
   * @param place a path, or a URI: {@code file:///folder}, {@code s3://bucket/folder}, {@code
   *     hdfs://host:port/folder}; nothing in it is escaped
   * @throws InvalidPathException if it is neither; its reason says what is
   */
  public static Path path(String place) {
    Matcher root = ROOT.matcher(place);
    if (!root.matches()) {
      return Path.of(place);
    }
    String scheme = root.group(1).toLowerCase(Locale.ROOT);
    String authority = root.group(2);
    String inside = root.group(3) == null ? "/" : root.group(3);
    if (scheme.equals(FILE) && authority.isEmpty()) {
      return Path.of(inside);
    }
    if (!SCHEMES.contains(scheme)) {
      throw new InvalidPathException(
          place,
          "a place is a path, or begins with file:///, s3:// or hdfs://, not with " + scheme);
    }
    if (authority.isEmpty()) {
      String missing =
          scheme.equals(HDFS)
              ? "the name node is missing: hdfs://HOST:PORT/... or hdfs://NAMESERVICE/..."
              : "the bucket is missing: " + scheme + "://BUCKET/...";
      throw new InvalidPathException(place, missing);
    }
    return new RemoteFileSystem(scheme, authority).at(Path.of(inside).normalize());
  }

  /** Whether a path is of no disk of this machine's. */
  public static boolean isRemote(Path path) {
    return path instanceof RemotePath;
  }

  /**
   * Whether something is at a place. In a bucket {@link Files#exists} would call missing what it
   * may not see, or what a bucket that does not answer can't tell; so would its relatives.
   *
   * @throws IOException if a bucket can't tell
   */
  public static boolean exists(Path place) throws IOException {
    return isRemote(place) ? found(place).isPresent() : Files.exists(place);
  }

  /** Whether a folder is at a place, see {@link #exists}. */
  public static boolean isFolder(Path place) throws IOException {
    return isRemote(place)
        ? found(place).filter(BasicFileAttributes::isDirectory).isPresent()
        : Files.isDirectory(place);
  }

  /** Whether a file is at a place, see {@link #exists}. */
  public static boolean isFile(Path place) throws IOException {
    return isRemote(place)
        ? found(place).filter(BasicFileAttributes::isRegularFile).isPresent()
        : Files.isRegularFile(place);
  }

  private static Optional<BasicFileAttributes> found(Path remote) throws IOException {
    try {
      return Optional.of(Files.readAttributes(remote, BasicFileAttributes.class));
    } catch (NoSuchFileException missing) {
      return Optional.empty();
    }
  }

  /**
   * What is known of an object, as Hadoop has it, for libraries that work with that.
   *
   * @throws IOException if it is not there, or can't be asked for
   */
  public static FileStatus status(Path remote) throws IOException {
    return Files.readAttributes(remote, RemoteAttributes.class).status();
  }

  /** How Hadoop's libraries reach it. */
  public static Configuration settings() {
    return StorageSettings.get();
  }

  /** Removes a folder with all that is in it, if it is there, by as few requests as possible. */
  public static void deleteAll(Path remote) throws IOException {
    RemotePath path = (RemotePath) remote;
    try {
      path.hadoop().delete(path.inHadoop(), true);
    } catch (IOException failure) {
      throw named(failure, path);
    }
  }

  /** A failure as {@link Files} would have it, in words that name the place, and few. */
  static IOException named(IOException failure, RemotePath path) {
    if (failure instanceof AccessDeniedException || failure instanceof AccessControlException) {
      return because(new AccessDeniedException(path.toString(), null, brief(failure)), failure);
    }
    if (failure instanceof FileSystemException) {
      return failure;
    }
    return failure instanceof FileNotFoundException
        ? because(new NoSuchFileException(path.toString()), failure)
        : new IOException(path + ": " + brief(failure), failure);
  }

  private static IOException because(IOException named, IOException failure) {
    named.initCause(failure);
    return named;
  }

  /** What the innermost cause says, without the numbers of requests. */
  private static String brief(Throwable failure) {
    Throwable inner = failure;
    while (inner.getCause() != null) {
      inner = inner.getCause();
    }
    String words = inner.getMessage() == null ? inner.toString() : inner.getMessage();
    if (words.startsWith(NO_CREDENTIALS)) {
      return "there are no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give this machine a role";
    }
    if (inner instanceof UnknownHostException) {
      return "no host is called " + words;
    }
    // A name node sends its stack trace along.
    return words.lines().findFirst().orElse("").replaceFirst(" \\((Service|SDK).*", "");
  }
}
