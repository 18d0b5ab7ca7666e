package dev.tideline.io.lines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tideline.io.files.Compression;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.SourceFile;
import dev.tideline.io.storage.InParallel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks at how files of lines begin, before a job starts: whether they are what their names say.
 */
public final class FirstBytes {

  private static final int LOOK = 1024;

  /**
   * A file that is no lines of text.
   *
   * @param beginning its first bytes, each as a character
   * @param what it is then, and what to do with it
   */
  private record Other(String beginning, String what) {}

  private static final List<Other> OTHERS =
      List.of(
          new Other("\u001f\u008b", "is compressed by gzip: let its name end in .gz"),
          new Other("(\u00b5/\u00fd", "is compressed by zstd: let its name end in .zst"),
          new Other("PAR1", "is a Parquet file: let its name end in .parquet"),
          new Other("BZh", "is compressed by bzip2, which is not read: unpack it"),
          new Other("\u00fd7zXZ", "is compressed by xz, which is not read: unpack it"),
          new Other("\u0004\"M\u0018", "is compressed by lz4, which is not read: unpack it"),
          new Other("PK\u0003\u0004", "is a zip archive, which is not read: unpack it"),
          new Other("\u00ff\u00fe", "is text in UTF-16: convert it to UTF-8, with iconv"),
          new Other("\u00fe\u00ff", "is text in UTF-16: convert it to UTF-8, with iconv"));

  /** What some call their lines, and others a document. */
  private static final Pattern JSON =
      Pattern.compile(".*\\.json(\\.gz|\\.zst)?", Pattern.CASE_INSENSITIVE);

  private FirstBytes() {}

  /**
   * Looks at files.
   *
   * @throws InputException naming each that is not what its name says, or is damaged where it
   *     begins
   */
  public static void check(List<SourceFile> files) throws InputException {
    InputException.throwIfAny(problemsOf(files));
  }

  /** What is wrong with how files begin, a sentence each. */
  static List<String> problemsOf(List<SourceFile> files) {
    return InParallel.ask(files, SourceFile::path, FirstBytes::problemOf).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** What is wrong with how a file begins, in a sentence. */
  private static Optional<String> problemOf(SourceFile file) {
    try {
      String packed = beginning(Files.newInputStream(file.path()));
      if (file.compression() == Compression.NONE || packed.isEmpty()) {
        return problemOf(file, packed);
      }
      return problemOf(file, beginning(Unpacked.open(file)));
    } catch (IOException unreadable) {
      return Optional.of(file + " can't be read: " + unreadable.getMessage());
    } catch (LinkageError notLoaded) { // zstd's library is unpacked into a folder, and loaded there
      return Optional.of(
          "%s can't be read: the library of zstd can't be loaded from %s (is it mounted noexec?): give another folder with TIDELINE_JAVA_OPTS=-Djava.io.tmpdir=DIR"
              .formatted(file, System.getProperty("java.io.tmpdir")));
    }
  }

  private static Optional<String> problemOf(SourceFile file, String beginning) {
    for (Other other : OTHERS) {
      if (beginning.startsWith(other.beginning())) {
        return Optional.of(file + (file.compressed() ? ", unpacked, " : " ") + other.what());
      }
    }
    List<String> lines =
        beginning.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return JSON.matcher(file.name()).matches() && !lines.isEmpty() && goesOn(lines)
        ? Optional.of(
            file
                + " holds JSON over several lines or in an array, not an object a line: convert it,"
                + " with jq -c '.[]' or jq -c .")
        : Optional.empty();
  }

  private static boolean goesOn(List<String> lines) {
    String first = lines.get(0);
    return first.equals("[")
        || first.startsWith("[{")
        || (first.equals("{") && lines.size() > 1 && lines.get(1).startsWith("\""));
  }

  private static String beginning(InputStream bytes) throws IOException {
    try (bytes) {
      return new String(bytes.readNBytes(LOOK), ISO_8859_1);
    }
  }
}
