package dev.tideline.io.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.s3a.RemoteFileChangedException;

/**
 * What has stood in a bucket, one after the other: small objects with the numbers from 1 up, of
 * which the last says what stands. Each is put only if it is not there ({@code If-None-Match}), so
 * of two who put the same number at once, one is told that it came too late; and none is ever
 * removed, so that nobody can put one that has been. As in the log of a Delta table.
 */
public final class Versions {

  private static final String NUMBER = "%010d";

  private final RemotePath folder;

  private Versions(RemotePath folder) {
    this.folder = folder;
  }

  /** Those in a folder of {@link Storage}'s, which holds nothing else. */
  public static Versions in(Path folder) {
    return new Versions((RemotePath) folder);
  }

  /**
   * What stood.
   *
   * @param number from 1 up
   * @param text what it says
   */
  public record Version(int number, String text) {}

  /**
   * What stands.
   *
   * @return empty if nothing ever did
   * @throws IOException naming an object that is no number, or that can't be read
   */
  public Optional<Version> last() throws IOException {
    Optional<Path> last;
    try (Stream<Path> all = Files.list(folder)) {
      last = all.filter(Files::isRegularFile).max(Comparator.naturalOrder());
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
    if (last.isEmpty()) {
      return Optional.empty();
    }
    String text = Files.readString(last.get()).strip();
    try {
      return Optional.of(new Version(Integer.parseInt(last.get().getFileName().toString()), text));
    } catch (NumberFormatException foreign) {
      throw new IOException(last.get() + " is no version: remove it", foreign);
    }
  }

  /**
   * Puts one.
   *
   * @return whether it was put; if not, somebody else has put that number
   */
  public boolean put(Version version) throws IOException {
    RemotePath place = folder.resolve(NUMBER.formatted(version.number()));
    FSDataOutputStreamBuilder<?, ?> builder =
        place.hadoop().createFile(place.inHadoop()).overwrite(false);
    builder.must(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
    try (FSDataOutputStream out = builder.build()) {
      out.write((version.text() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (RemoteFileChangedException another) {
      return false;
    } catch (IOException failure) {
      throw Storage.named(failure, place);
    }
    return true;
  }
}
