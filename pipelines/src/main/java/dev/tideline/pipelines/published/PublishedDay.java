package dev.tideline.pipelines.published;

import com.fasterxml.jackson.core.JacksonException;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.io.sort.RowDigest;
import dev.tideline.io.storage.Storage;
import dev.tideline.pipelines.journal.JournalCsv;
import dev.tideline.pipelines.journal.Posting;
import dev.tideline.pipelines.reconciliation.DayReconciliation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A business day in all its published versions. Each is a folder that is never written to again;
 * which of them stands is said by one small file.
 *
 * @param date the day
 * @param folder where they are
 */
public record PublishedDay(LocalDate date, Path folder) {

  /** Its rows, sorted, a JSON object a line. */
  public static final String ROWS = "rows.jsonl";

  /** The cells in which it differs from the version before. */
  public static final String CHANGES = "changes.jsonl";

  /** The events by which it does. */
  public static final String CORRECTIONS = "corrections.jsonl";

  /** What it comes to in money, store by store, with what was late or rejected. */
  public static final String STORE_DAYS = "store-days.jsonl";

  /** The stores by which it was made. */
  public static final String STORES = "stores.jsonl";

  /** What it posts to the general ledger. */
  public static final String JOURNAL = "journal.csv";

  /** How it agrees with payments and the bank. */
  public static final String RECONCILIATION = "reconciliation.jsonl";

  /** What does not agree. */
  public static final String BREAKS = "breaks.jsonl";

  private static final String VERSION = "version.json";

  /** The number of the version that stands; 0 if none was published. */
  public int current() throws IOException {
    return folders().current();
  }

  private VersionFolders folders() {
    return VersionFolders.at(folder);
  }

  /**
   * What is known of a version.
   *
   * @throws IOException if that can't be read; its other files are not looked at
   */
  public Version version(int number) throws IOException {
    try {
      return Version.read(AnswerJson.parse(Files.readString(place(number, VERSION))));
    } catch (NoSuchFileException missing) {
      throw damaged(number, VERSION + " is missing", missing);
    } catch (JacksonException | IllegalArgumentException | DateTimeException unreadable) {
      throw damaged(number, VERSION + " can't be read", unreadable);
    }
  }

  /**
   * The same of one that is still what was published.
   *
   * @throws IOException if one of its files is lost or changed, as far as it has noted them
   */
  private Version whole(int number) throws IOException {
    Version version = version(number);
    List<String> damage = version.files().damageIn(folders().folder(number));
    if (!damage.isEmpty()) {
      throw damaged(number, String.join(", ", damage), null);
    }
    return version;
  }

  private IOException damaged(int number, String how, Exception cause) throws IOException {
    return new IOException(
        "version %d of %s is damaged: %s: put back a copy of what was published in %s"
            .formatted(number, date, how, folders().folder(number)),
        cause);
  }

  /** Whether none of the files of a version is lost or changed, as far as it has noted them. */
  public boolean isWhole(int number) throws IOException {
    return version(number).files().damageIn(folders().folder(number)).isEmpty();
  }

  /**
   * Makes sure that all its versions are still what was published.
   *
   * @throws IOException naming the first that is not
   */
  public void requireWhole() throws IOException {
    for (int number = 1; number <= current(); number++) {
      rows(number);
      reconciliation(number);
    }
  }

  /** All versions up to the one that stands, in their order. */
  public List<Version> versions() throws IOException {
    List<Version> versions = new ArrayList<>();
    for (int number = 1; number <= current(); number++) {
      versions.add(version(number));
    }
    return versions;
  }

  /** A file of a version that is still what was published; where there is none, it never had it. */
  public Path file(int number, String name) throws IOException {
    whole(number);
    return place(number, name);
  }

  /** A file of a version. */
  private Path place(int number, String name) throws IOException {
    return folders().folder(number).resolve(name);
  }

  /**
   * The rows of a version.
   *
   * @throws IOException if they are not those that were published
   */
  public List<String> rows(int number) throws IOException {
    Version version = whole(number);
    List<String> rows = lines(number, ROWS);
    RowDigest digest = new RowDigest();
    rows.forEach(digest::add);
    if (!digest.hex().equals(version.digest())) {
      throw damaged(number, ROWS + " is not what was published", null);
    }
    return rows;
  }

  private List<String> lines(int number, String name) throws IOException {
    try {
      return Files.readAllLines(place(number, name));
    } catch (NoSuchFileException missing) { // of a version that has not noted its files
      throw damaged(number, name + " is missing", missing);
    }
  }

  /** All that its versions have posted to the general ledger; some may be from before journals. */
  public List<Posting> posted() throws IOException {
    List<Posting> posted = new ArrayList<>();
    for (int number = 1; number <= current(); number++) {
      Path journal = file(number, JOURNAL);
      if (Storage.exists(journal)) {
        posted.addAll(JournalCsv.read(journal));
      }
    }
    return posted;
  }

  /**
   * How a version agrees with payments and the bank; nothing, if it was not compared.
   *
   * @throws IOException if it is not what was published
   */
  public DayReconciliation reconciliation(int number) throws IOException {
    Version.Reconciled reconciled = whole(number).reconciled();
    if (reconciled == null) {
      return DayReconciliation.NONE;
    }
    DayReconciliation found =
        new DayReconciliation(lines(number, RECONCILIATION), place(number, BREAKS));
    if (!Storage.exists(found.breaks())) { // of a version that has not noted its files
      throw damaged(number, BREAKS + " is missing", null);
    }
    if (!found.digest().equals(reconciled.digest())) {
      throw damaged(number, "its reconciliation is not what was published", null);
    }
    return found;
  }

  /** Writes the files of a version. */
  @FunctionalInterface
  public interface Content {
    /** Writes them into a folder. */
    void writeTo(Path folder) throws IOException;
  }

  /**
   * Publishes the version that comes next: it stands whole, or the one before it does.
   *
   * @return whether it was published; not, if another run was first with that number
   */
  public boolean publish(Version next, Content content) throws IOException {
    return folders()
        .publish(
            next.number(),
            place -> {
              content.writeTo(place);
              Version published = next.with(VersionFiles.in(place));
              Files.writeString(place.resolve(VERSION), published.toJson() + "\n");
            });
  }
}
