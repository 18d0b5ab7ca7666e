package dev.tideline.io.archive.source;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.io.archive.ArchiveSchema;
import dev.tideline.io.archive.OrderRowGroupDecoder;
import dev.tideline.io.archive.PaymentRowGroupDecoder;
import dev.tideline.io.archive.Shown;
import dev.tideline.io.files.SourceFile;
import dev.tideline.io.parquet.ParquetFiles;
import dev.tideline.io.parquet.RowGroup;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderLine;
import dev.tideline.order.OrderType;
import dev.tideline.order.OrderView;
import dev.tideline.payment.CardToken;
import dev.tideline.payment.Payment;
import dev.tideline.payment.PaymentView;
import dev.tideline.records.RecordLocation;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Archives of every version that was ever written, each as its own program wrote it, with the same
 * events. A new version of {@link ArchiveSchema} needs a folder of its own in {@code
 * src/test/resources/archive}; those that are there are never written again.
 */
class ArchiveVersionsTest {

  private static final long NINE = 1_773_738_000_000L; // 2026-03-17T09:00Z
  private static final List<OrderLine> LINES =
      List.of(
          new OrderLine("apple", "produce", 3, 45_000, 21_000),
          new OrderLine("käse", "dairy", 1, 39_901, 20_000));

  @ParameterizedTest
  @MethodSource("versions")
  void itsOrdersAreReadByColumns(int version) throws Exception {
    Shown<OrderView> shown = Shown.orders();
    for (RowGroup rowGroup : byColumns(version, "orders")) {
      new OrderRowGroupDecoder().decode(rowGroup, shown);
    }

    shown.lines.removeIf(line -> line.startsWith("read "));
    assertThat(
        shown.lines,
        is(
            List.of(
                Shown.textOf(order("e1", OrderType.PLACED, NINE, LINES, NINE + 400, 0, 0)),
                Shown.textOf(order("e1", OrderType.PLACED, NINE, LINES, NINE + 2400, 1, 1)),
                Shown.textOf(
                    order(
                        "e2",
                        OrderType.FULFILLED,
                        NINE + 60_000,
                        List.of(),
                        NINE + 60_400,
                        0,
                        2)))));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void soAreItsPayments(int version) throws Exception {
    Shown<PaymentView> shown = Shown.payments();
    for (RowGroup rowGroup : byColumns(version, "payments")) {
      new PaymentRowGroupDecoder().decode(rowGroup, shown);
    }

    shown.lines.removeIf(line -> line.startsWith("read "));
    assertThat(
        shown.lines,
        is(
            List.of(
                Shown.textOf(payment(NINE + 300, 0, 0)), Shown.textOf(payment(NINE + 900, 1, 1)))));
  }

  private static IntStream versions() {
    return IntStream.rangeClosed(1, ArchiveSchema.VERSION);
  }

  private static List<RowGroup> byColumns(int version, String kind) throws Exception {
    SourceFile file = new SourceFile(fixture(version, kind), kind + ".parquet");
    assertThat(ArchiveSchema.versionOf(ParquetFiles.footer(file).marks()), is(version));
    ArchiveFiles files = ArchiveFiles.of(List.of(file), List.of(), kind);
    assertThat(files.byColumns(), is(version >= ArchiveSchema.MARKS_DUPLICATES));
    return files.rowGroups(); // whose columns are the same
  }

  private static Path fixture(int version, String kind) throws URISyntaxException {
    return Path.of(
        ArchiveVersionsTest.class
            .getResource("/archive/version-" + version + "/" + kind + ".parquet")
            .toURI());
  }

  private static OrderEvent order(
      String id,
      OrderType type,
      long time,
      List<OrderLine> lines,
      long ingested,
      int copy,
      int row) {
    return new OrderEvent(
        id,
        "o1",
        type,
        "berlin",
        time,
        NINE,
        "EUR",
        lines,
        ingested,
        copy,
        RecordLocation.inFile("orders.parquet", row));
  }

  private static Payment payment(long ingested, int copy, int row) {
    return new Payment(
        "p1",
        "o1",
        new CardToken(1, -2),
        "berlin",
        "acme",
        200_000,
        "EUR",
        NINE,
        ingested,
        copy,
        RecordLocation.inFile("payments.parquet", row));
  }
}
