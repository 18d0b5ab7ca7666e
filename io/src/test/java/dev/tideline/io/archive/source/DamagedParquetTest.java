package dev.tideline.io.archive.source;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.tideline.io.archive.AnyEvents;
import dev.tideline.io.archive.AnyParquet;
import dev.tideline.io.archive.ArchiveSchema;
import dev.tideline.io.archive.OrderRowGroupDecoder;
import dev.tideline.io.archive.ParquetText;
import dev.tideline.io.archive.Shown;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.SourceFile;
import dev.tideline.io.parquet.RowGroup;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Parquet files that were damaged at random are read as they were written, or not at all, and
 * named: the data of pages has checksums. Footers and the few bytes of a page's header have none:
 * damage there may change what a row says, but not how many there are.
 */
class DamagedParquetTest {

  private static final int ROWS = 60;
  private static final String FILE = "orders.parquet";

  @TempDir private Path folder;

  @Test
  void anArchiveReadByColumns() throws Exception {
    isReadOrNamed(1_000, ParquetText.USUAL::orders, this::readByColumns);
  }

  @Test
  void aFileReadByParquetIo() throws Exception {
    AnyParquet writer = AnyParquet.of(ArchiveSchema.ORDERS);
    isReadOrNamed(25, (file, orders) -> writer.orders(file, orders.toList()), this::read);
  }

  private interface Writer {
    void write(Path file, Stream<OrderEvent> orders) throws IOException;
  }

  private interface Reader {
    List<String> read() throws Exception;
  }

  private void isReadOrNamed(int rounds, Writer writer, Reader reader) throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Path file = folder.resolve(FILE);
    writer.write(file, AnyEvents.orders(ROWS, 4, random).map(order -> order.asCopy(0)));
    byte[] good = Files.readAllBytes(file);
    List<String> written = reader.read();
    int told = 0;
    int changed = 0;
    for (int round = 0; round < rounds; round++) {
      String what = "seed " + seed + ", round " + round;
      int at = random.nextInt(good.length);
      Files.write(file, damaged(good, at, random));
      try {
        List<String> read = reader.read();
        assertThat(what, read, hasSize(ROWS));
        changed += at < footer(good) && !read.equals(written) ? 1 : 0;
      } catch (InputException | IOException | UncheckedIOException beforeOrByColumns) {
        assertThat(what, beforeOrByColumns.getMessage(), containsString(FILE));
        told++;
      } catch (PipelineExecutionException byParquetIo) {
        assertThat(what, Ask.faults(folder, byParquetIo), hasItem(containsString(FILE)));
        told++;
      }
    }
    assertThat("seed " + seed, told, greaterThan(rounds / 2));
    assertThat("seed " + seed + ", by headers", changed, lessThanOrEqualTo(2 + rounds / 100));
  }

  private List<String> read() throws Exception {
    return Ask.orders(folder).stream().sorted().toList();
  }

  /** A footer may be damaged where it says that the file can be read so: that is told too. */
  private List<String> readByColumns() throws Exception {
    SourceFile file = new SourceFile(folder.resolve(FILE), FILE);
    ArchiveFiles archive = ArchiveFiles.of(List.of(file), List.of(), "orders");
    if (!archive.byColumns()) {
      throw new InputException(FILE + ": " + archive.summary());
    }
    Shown<OrderView> shown = Shown.orders();
    for (RowGroup rowGroup : archive.rowGroups()) {
      new OrderRowGroupDecoder().decode(rowGroup, shown);
    }
    return shown.lines.stream().filter(line -> !line.startsWith("read ")).sorted().toList();
  }

  /** A byte or a bit changed, or the end cut off. */
  private static byte[] damaged(byte[] good, int at, Random random) {
    byte[] bad = good.clone();
    switch (random.nextInt(4)) {
      case 0 -> bad = Arrays.copyOf(good, at);
      case 1 -> bad[at] = (byte) random.nextInt();
      default -> bad[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    }
    return bad;
  }

  /** Where the footer begins. */
  private static int footer(byte[] file) {
    int trailer = 2 * Integer.BYTES;
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    return file.length - trailer - bytes.getInt(file.length - trailer);
  }
}
