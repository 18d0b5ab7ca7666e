package dev.tideline.io.archive.source;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.tideline.io.archive.ArchivePart;
import dev.tideline.io.archive.write.OrderArchiveWriter;
import dev.tideline.io.files.InputFiles;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderType;
import dev.tideline.records.RecordLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An order of a minute before midnight is ingested at once, and again on the day after: its copy is
 * a duplicate only where both days are read.
 */
class MarkedDuplicatesTest {

  private static final long MIDNIGHT = 1_773_705_600_000L; // 2026-03-17T00:00Z
  private static final ArchivePart PART = new ArchivePart("spring", 0);

  @TempDir private Path home;
  private Path archive;

  @BeforeEach
  void writeTwoDays() throws IOException {
    archive = home.resolve("archive");
    writeTwoDays(archive, PART);
  }

  @Test
  void aWholeArchiveIsReadByColumns() throws Exception {
    assertThat(summary(archive), is("archive: 2 files by columns"));
    assertThat(fates(archive), is("1 counted, 1 duplicate"));
  }

  @Test
  void ofOneDayTheCopyCounts() throws Exception {
    assertThat(
        summary(archive.resolve("2")),
        is(
            "archive: 1 file by ParquetIO (they are not all the files among which duplicates were"
                + " marked)"));
    assertThat(fates(archive.resolve("2")), is("1 counted, 0 duplicate"));
  }

  @Test
  void ofAnArchiveThatIsThereTwiceEachEventCountsOnce() throws Exception {
    writeTwoDays(home.resolve("again"), PART);

    assertThat(summary(home), startsWith("archive: 4 files by ParquetIO"));
    assertThat(fates(home), is("1 counted, 3 duplicate"));
  }

  @Test
  void soItDoesOfTwoThatHoldTheSame() throws Exception {
    writeTwoDays(home.resolve("summer"), new ArchivePart("summer", 1));

    assertThat(summary(home), is("archive: 4 files by ParquetIO (they are of different archives)"));
    assertThat(fates(home), is("1 counted, 3 duplicate"));
  }

  @Test
  void ofTwoMarkedCopiesWithoutTheFirstOneCounts() throws Exception {
    Path file = home.resolve("copies.parquet");
    try (OrderArchiveWriter copies = OrderArchiveWriter.at(file, PART)) {
      copies.write(order(MIDNIGHT + 1_000, 1));
      copies.write(order(MIDNIGHT + 2_000, 2));
      copies.complete();
    }

    assertThat(fates(file), is("1 counted, 1 duplicate"));
  }

  /**
   * What was ingested two days before the first day that is wanted has no copy of it that counts.
   */
  @Test
  void daysThatAreLeftOutForTheDayAskedForAreNotMissed() throws Exception {
    Path dated = home.resolve("dated");
    Files.createDirectories(dated);
    Files.move(archive.resolve("1"), dated.resolve("date=2026-03-01"));
    Files.move(archive.resolve("2"), dated.resolve("date=2026-03-17"));

    InputFiles files = InputFiles.orders(dated.toString()).from(LocalDate.parse("2026-03-17"));

    assertThat(
        ArchiveFiles.of(files.files(), files.earlier(), "orders").summary(),
        is("archive: 1 file by columns"));
  }

  private static void writeTwoDays(Path folder, ArchivePart part) throws IOException {
    Path first = Files.createDirectories(folder.resolve("1")).resolve("a.parquet");
    Path second = Files.createDirectories(folder.resolve("2")).resolve("a.parquet");
    try (OrderArchiveWriter file = OrderArchiveWriter.at(first, part)) {
      file.write(order(MIDNIGHT - 59_000, 0));
      file.complete();
    }
    try (OrderArchiveWriter file = OrderArchiveWriter.at(second, part)) {
      file.write(order(MIDNIGHT + 1_000, 1));
      file.completeLast(2);
    }
  }

  private static OrderEvent order(long ingested, int copy) {
    return new OrderEvent(
        "e1",
        "o1",
        OrderType.PLACED,
        "berlin",
        MIDNIGHT - 60_000,
        MIDNIGHT - 60_000,
        "EUR",
        List.of(new OrderLine("apple", "produce", 3, 45_000, 21_000)),
        ingested,
        copy,
        RecordLocation.inFile("", 0));
  }

  private static String summary(Path input) throws Exception {
    return ArchiveFiles.of(InputFiles.orders(input.toString()).files(), List.of(), "orders")
        .summary();
  }

  /** How many of the events daily-revenue counts, and how many are duplicates. */
  private static String fates(Path input) throws Exception {
    LedgerEntry ledger = Ask.ledger(input);
    return "%d counted, %d duplicate".formatted(ledger.counted(), ledger.duplicate());
  }
}
