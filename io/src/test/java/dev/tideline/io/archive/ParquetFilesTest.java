package dev.tideline.io.archive;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.io.files.InputException;
import dev.tideline.io.files.SourceFile;
import dev.tideline.io.parquet.ParquetFiles;
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

class ParquetFilesTest {

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
  void aMissingColumnIsNamed() throws Exception {
    Path payments = folder.resolve("payments.parquet");
    ParquetText.USUAL.payments(payments, AnyEvents.payments(10, new Random(1)));

    assertThat(
        problemsOf(payments), contains(payments + " is no archive file: it has no column type"));
  }

  @Test
  void aColumnOfAnotherTypeIsNamed() throws Exception {
    Path other = folder.resolve("other.parquet");
    String schema =
        ArchiveSchema.ORDERS
            .toString()
            .replace("int64 placed_at (TIMESTAMP(MILLIS,true))", "int32 placed_at");
    ParquetText.USUAL.write(other, MessageTypeParser.parseMessageType(schema), Stream.of());

    assertThat(
        problemsOf(other), contains(containsString("its column placed_at is «required int32")));
  }

  @Test
  void aColumnThatMayBeNullIsNamed() throws Exception {
    Path other = folder.resolve("other.parquet");
    String schema =
        ArchiveSchema.ORDERS
            .toString()
            .replace("required binary store_id", "optional binary store_id");
    ParquetText.USUAL.write(other, MessageTypeParser.parseMessageType(schema), Stream.of());

    assertThat(problemsOf(other), contains(containsString("store_id")));
  }

  @Test
  void allUnfitFilesAreNamedAtOnce() throws Exception {
    Path one = Files.createFile(folder.resolve("1.parquet"));
    Path two = Files.createFile(folder.resolve("2.parquet"));

    assertThat(problemsOf(one, good, two), hasSize(2));
  }

  private static List<String> problemsOf(Path... paths) {
    List<SourceFile> files =
        Stream.of(paths).map(path -> new SourceFile(path, path.getFileName().toString())).toList();
    return assertThrows(
            InputException.class, () -> ParquetFiles.rowGroups(files, OrderRowGroupDecoder.COLUMNS))
        .problems();
  }
}
