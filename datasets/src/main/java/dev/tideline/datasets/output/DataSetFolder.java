package dev.tideline.datasets.output;

import dev.tideline.io.files.Folders;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder a data set is written to: it appears whole or not at all, and replaces an earlier one.
 *
 * <p>All is written to a hidden folder beside it that no other run knows, which takes its name at
 * the very end. A folder that holds anything but a whole data set is never replaced. A run that is
 * killed may leave its hidden folder behind, which is in nobody's way.
 */
public final class DataSetFolder implements Closeable {

  /** The reference data of the stores, which every data set has. */
  public static final String STORES = "stores.jsonl";

  /** What is in the data set, which everyone who makes one writes down, and hardly anyone else. */
  public static final String TRUTH = "truth.json";

  /** The folder of the order events. */
  public static final String ORDERS = "orders";

  /** The folder of the payments, if there are any. */
  public static final String PAYMENTS = "payments";

  /** The folder of the bank's settlement files, if there are any. */
  public static final String BANK = "bank";

  private static final Set<String> PARTS = Set.of(STORES, TRUTH, ORDERS, PAYMENTS, BANK);
  private static final Set<String> MARKS = Set.of(STORES, TRUTH);

  private final Path folder;
  private final Path staging;
  private final PrintWriter warnings;

  private DataSetFolder(Path folder, Path staging, PrintWriter warnings) {
    this.folder = folder;
    this.staging = staging;
    this.warnings = warnings;
  }

  /**
   * Makes ready to write.
   *
   * @param folder need not exist
   * @param warnings is told what went wrong, but not badly enough to fail
   * @throws IOException if no data set can be written there
   */
  public static DataSetFolder at(Path folder, PrintWriter warnings) throws IOException {
    mustBeFree(folder);
    Path place = folder.toAbsolutePath().normalize();
    if (Files.exists(place)) {
      place = place.toRealPath(); // a link to it stays one
    }
    Path staging = hidden(place, "tmp");
    return new DataSetFolder(place, Files.createDirectories(staging), warnings);
  }

  /**
   * Why no data set can be written to a place, if it can be told beforehand: half a sentence such
   * as "it is no folder".
   */
  public static Optional<String> objection(Path folder) {
    Path place = folder.toAbsolutePath().normalize();
    if (place.getFileName() == null) {
      return Optional.of("it has no name");
    }
    Path parent = place.getParent();
    while (!Files.exists(parent)) {
      parent = parent.getParent();
    }
    if (!Files.isDirectory(parent) || !Files.isWritable(parent)) {
      return Optional.of("no folder can be made in " + parent);
    }
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    return Files.isDirectory(place) ? objectionToReplacing(place) : Optional.of("it is no folder");
  }

  private static Optional<String> objectionToReplacing(Path existing) {
    Set<String> names;
    try (Stream<Path> entries = Files.list(existing)) {
      names =
          entries
              .map(entry -> entry.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException unreadable) {
      return Optional.of("it can't be read: " + unreadable);
    }
    boolean wholeDataSet = PARTS.containsAll(names) && names.containsAll(MARKS);
    if (names.isEmpty() || wholeDataSet) {
      return Optional.empty();
    }
    return Optional.of(
        "it is not empty and holds no data set that could be replaced, but " + names);
  }

  /** Where to write. */
  public Path staging() {
    return staging;
  }

  /**
   * Lets the data set appear, instead of one that may be there.
   *
   * @throws IOException if it can't: what was there before is there still
   */
  public void appear() throws IOException {
    mustBeFree(folder); // something may have been put there while the data set was written
    if (!Files.exists(folder)) {
      Files.move(staging, folder, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Path old = hidden(folder, "old");
    Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
    try {
      Files.move(staging, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      putBack(old, failed);
      throw failed;
    }
    try {
      Folders.delete(old);
    } catch (IOException leftover) {
      warnings.println("the data set that was replaced can't be deleted: " + leftover);
    }
  }

  /** Removes what has not appeared. */
  @Override
  public void close() throws IOException {
    Folders.delete(staging);
  }

  private void putBack(Path old, IOException failed) {
    try {
      Files.move(old, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException stranded) {
      failed.addSuppressed(stranded);
      warnings.println("the data set that was to be replaced is now " + old);
    }
  }

  private static void mustBeFree(Path folder) throws IOException {
    Optional<String> objection = objection(folder);
    if (objection.isPresent()) {
      throw new IOException(folder + " can't take a data set: " + objection.get());
    }
  }

  /** A name beside a folder that nobody else has. */
  private static Path hidden(Path folder, String suffix) {
    return folder.resolveSibling(
        "." + folder.getFileName() + "." + UUID.randomUUID() + "." + suffix);
  }
}
