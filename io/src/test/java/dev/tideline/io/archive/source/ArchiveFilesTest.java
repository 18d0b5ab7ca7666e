package dev.tideline.io.archive.source;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.io.archive.AnyEvents;
import dev.tideline.io.archive.AnyParquet;
import dev.tideline.io.archive.ArchiveSchema;
import dev.tideline.io.archive.ParquetText;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.SourceFile;
import dev.tideline.io.parquet.Fit;
import dev.tideline.io.parquet.ParquetFiles;
import dev.tideline.io.parquet.RowGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of files before a run: how each is read, or why it can't be. */
class ArchiveFilesTest {

  @TempDir private Path folder;
  private Path good;

  @BeforeEach
  void writeAGoodFile() throws IOException {
    good = folder.resolve("good.parquet");
    ParquetText.USUAL.orders(good, AnyEvents.orders(1000, 3, new Random(1)));
  }

  @Test
  void aTruncatedFileIsNamed() throws Exception {
    byte[] bytes = Files.readAllBytes(good);
    Path cut = Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(bytes, bytes.length / 2));

    assertThat(
        problemsOf(good, cut), contains(containsString(cut + " can't be read as Parquet: ")));
  }

  @Test
  void anEmptyFileIsNamed() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.parquet"));

    assertThat(problemsOf(empty), contains(empty + " can't be read as Parquet: it is empty"));
  }

  @Test
  void aFileOfAnotherFormatIsNamed() throws Exception {
    Path csv = Files.writeString(folder.resolve("csv.parquet"), "a,b,c\n".repeat(100));

    assertThat(problemsOf(csv), contains(containsString("is not a Parquet file")));
  }

  @Test
  void everyMissingColumnIsNamed() throws Exception {
    Path payments = folder.resolve("payments.parquet");
    ParquetText.USUAL.payments(payments, AnyEvents.payments(10, new Random(1)));

    assertThat(
        problemsOf(payments),
        contains(
            payments
                + " can't be read as orders: it has no column event_id; it has no column type;"
                + " it has no column placed_at; it has no column lines"));
  }

  @Test
  void aColumnThatNothingExactCanBeReadFromIsNamed() throws Exception {
    Path other = folder.resolve("other.parquet");
    write(
        other,
        "required int64 placed_at (TIMESTAMP(MILLIS,true))",
        "required int64 placed_at",
        "required int64 cost (DECIMAL(18,4))",
        "optional float cost",
        "required binary currency (STRING)",
        "optional int32 currency");

    assertThat(
        problemsOf(other),
        contains(
            other
                + " can't be read as orders: its column placed_at is INT64, no time;"
                + " its column currency is INT32, no text;"
                + " its column lines.cost is FLOAT, no exact number"));
  }

  @Test
  void aFileOfALaterVersionIsNotGuessedAt() throws Exception {
    Path later = folder.resolve("later.parquet");
    Path strange = folder.resolve("strange.parquet");
    ParquetText.USUAL.orders(later, AnyEvents.orders(3, 3, new Random(1)), "3");
    ParquetText.USUAL.orders(strange, AnyEvents.orders(3, 3, new Random(1)), "two");
    Path empty = folder.resolve("empty.parquet");
    ParquetText.USUAL.orders(empty, AnyEvents.orders(3, 3, new Random(1)), null);

    assertThat(
        problemsOf(later, strange, empty),
        contains(
            later
                + " is of a later version: its tideline.schema is \"3\", and this program knows up"
                + " to 2",
            strange
                + " is of a later version: its tideline.schema is \"two\", and this program knows"
                + " up to 2",
            empty
                + " is of a later version: its tideline.schema is \"\", and this program knows up"
                + " to 2"));
  }

  @Test
  void whereOneFileIsNotOursAllAreReadByParquetIo() throws Exception {
    Path optional = folder.resolve("optional.parquet");
    write(optional, "required binary store_id", "optional binary store_id");
    Path micros = folder.resolve("micros.parquet");
    write(micros, "event_time (TIMESTAMP(MILLIS", "event_time (TIMESTAMP(MICROS");
    Path none = folder.resolve("none.parquet");
    ParquetText.USUAL.orders(none, Stream.of());

    ArchiveFiles both = ArchiveFiles.of(files(micros, good, none, optional), List.of(), "orders");

    assertThat(
        both.summary(),
        is(
            "archive: 3 files by ParquetIO (micros.parquet: event_time is TIMESTAMP(MICROS,true)),"
                + " 1 file without rows"));
    assertThat(both.byColumns(), is(false));
    assertThat(both.rowGroups().stream().map(RowGroup::rows).toList(), contains(1L, 1000L, 1L));
    assertThat(both.rows(), is(1002L));
  }

  @Test
  void theArchivesOwnAreReadByColumnsIfTheirDuplicatesWereMarkedByContent() throws Exception {
    Path older = folder.resolve("older.parquet");
    ParquetText.USUAL.orders(older, AnyEvents.orders(3, 3, new Random(1)), "1");

    assertThat(
        ArchiveFiles.of(files(good), List.of(), "orders").summary(),
        is("archive: 1 file by columns"));
    assertThat(
        ArchiveFiles.of(files(older), List.of(), "orders").summary(),
        is(
            "archive: 1 file by ParquetIO (older.parquet: its duplicates were marked by id"
                + " alone)"));
  }

  @Test
  void neitherOrderNorIdsNorMoreColumnsMakeAFileAnother() throws Exception {
    Path other = folder.resolve("other.parquet");
    write(
        other,
        "required binary event_id (STRING);",
        "required boolean is_test; optional int32 shelf = 9;",
        "required int32 copy;",
        "required int32 copy = 4; required binary event_id (STRING) = 77;");

    assertThat(
        Fit.unlike(ArchiveSchema.ORDERS, ParquetFiles.footer(file(other)).metadata().getSchema()),
        is(nullValue()));
  }

  /** A row of the archive's columns, but for these changes of its schema: from, to, from, to. */
  private static void write(Path file, String... changes) throws IOException {
    String schema = ArchiveSchema.ORDERS.toString();
    for (int i = 0; i < changes.length; i += 2) {
      assertThat(schema, containsString(changes[i]));
      schema = schema.replace(changes[i], changes[i + 1]);
    }
    AnyParquet.of(MessageTypeParser.parseMessageType(schema))
        .orders(file, AnyEvents.orders(1, 3, new Random(1)).toList());
  }

  @Test
  void allUnfitFilesAreNamedAtOnce() throws Exception {
    Path one = Files.createFile(folder.resolve("1.parquet"));
    Path two = Files.createFile(folder.resolve("2.parquet"));

    assertThat(problemsOf(one, good, two), hasSize(2));
  }

  private static List<String> problemsOf(Path... paths) {
    return assertThrows(
            InputException.class, () -> ArchiveFiles.of(files(paths), List.of(), "orders"))
        .problems();
  }

  private static List<SourceFile> files(Path... paths) {
    return Stream.of(paths).map(ArchiveFilesTest::file).toList();
  }

  private static SourceFile file(Path path) {
    return new SourceFile(path, path.getFileName().toString());
  }
}
