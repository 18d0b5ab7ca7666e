package dev.tideline.io.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What has stood in a bucket, one after the other: small objects with the numbers from 1 up, of
 * which the last says what stands. Each is put only if it is not there ({@code If-None-Match}; in
 * HDFS a rename), so of two who put the same number at once, one is told that it came too late; and
 * none is ever removed, so that nobody can put one that has been. As in the log of a Delta table.
 */
public final class Versions {

  private static final String NUMBER = "%010d";
  private static final String NUMBERS = "[0-9]{10}";

  private final RemotePath folder;

  private Versions(RemotePath folder) {
    this.folder = folder;
  }

  /** Those in a folder of {@link Storage}'s, which holds nothing else. */
  public static Versions in(Path folder) {
    return new Versions((RemotePath) folder);
  }

  /**
   * Finds out whether of two who put the same number at once one is refused.
   *
   * @param scratch a folder that nobody else uses, which is removed
   * @throws IOException if the server does not keep to that, or does not answer
   */
  public static void requireConditionalPuts(Path scratch) throws IOException {
    Versions trial = in(scratch);
    boolean one = trial.put(new Version(1, "one"));
    boolean another = trial.put(new Version(1, "another"));
    Storage.deleteAll(scratch);
    if (!one || another) {
      throw new IOException(
          "the server of the bucket does not keep to If-None-Match, so two runs could mix: see docs/storage.md");
    }
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
    return last(1).stream().findFirst();
  }

  /**
   * What stands, and then what stood before, so many at most.
   *
   * @throws IOException naming an object that is no number, or that can't be read
   */
  public List<Version> last(int most) throws IOException {
    List<Path> newest;
    try (Stream<Path> all = Files.list(folder)) {
      newest =
          all.filter(Files::isRegularFile)
              .sorted(Comparator.<Path>reverseOrder())
              .limit(most)
              .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
    List<Version> versions = new ArrayList<>();
    for (Path place : newest) {
      String name = place.getFileName().toString();
      if (!name.matches(NUMBERS)) {
        throw new IOException(place + " is no version: remove it");
      }
      versions.add(new Version(Integer.parseInt(name), Files.readString(place).strip()));
    }
    return versions;
  }

  /**
   * What one says; empty if it was not put yet.
   *
   * @throws IOException if it can't be read
   */
  public Optional<String> get(int number) throws IOException {
    try {
      return Optional.of(Files.readString(place(number)).strip());
    } catch (NoSuchFileException notPut) {
      return Optional.empty();
    }
  }

  private RemotePath place(int number) {
    return folder.resolve(NUMBER.formatted(number));
  }

  /**
   * Puts one. A request that was answered by a failure may have been carried out, as may one that
   * was sent again because its answer was lost: what is there tells.
   *
   * @return whether it is there; if not, somebody else has put that number
   * @throws IOException if it is not there, or it can't be known whether it is
   */
  public boolean put(Version version) throws IOException {
    RemotePath place = place(version.number());
    try (WholeOutput out = WholeOutput.onlyIfAbsent(place)) {
      out.write((version.text() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException failure) { // another was first, or is at it, or nobody knows
      try {
        Optional<String> there = get(version.number());
        if (there.isPresent()) {
          return there.get().equals(version.text());
        }
      } catch (IOException unknown) {
        failure.addSuppressed(unknown);
      }
      throw Storage.named(failure, place);
    }
    return true;
  }
}
