package dev.tideline.io.parquet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.row.RowFormat;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.io.FileIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetRowsTest {

  private static final long LARGEST = 999_999_999_999_999_999L;
  private static final RowFormat<Long> AMOUNTS =
      RowFormat.<Long>named("amounts").decimal("amount", amount -> amount);

  @TempDir private Path folder;

  @Test
  void theLargestAmountsKeepEveryDigit() throws Exception {
    assertThat(
        written(LARGEST, -LARGEST, 0L, -1L),
        contains("99999999999999.9999", "-99999999999999.9999", "0.0000", "-0.0001"));
  }

  @Test
  void anAmountThatFitsNoDecimalIsNotWritten() {
    ArithmeticException tooLarge =
        assertThrows(ArithmeticException.class, () -> written(LARGEST + 1));

    assertThat(tooLarge.getMessage(), containsString("100000000000000.0000 has more than 18"));
    assertThrows(ArithmeticException.class, () -> written(Long.MIN_VALUE));
  }

  private List<String> written(Long... amounts) throws IOException, SQLException {
    Path file = folder.resolve("amounts.parquet");
    ParquetRows<Long> rows = ParquetRows.of(AMOUNTS);
    FileIO.Sink<GenericRecord> sink = ParquetRows.sink(AMOUNTS);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      sink.open(channel);
      for (Long amount : amounts) {
        sink.write(rows.apply(amount));
      }
      sink.flush();
    }
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement();
        ResultSet found = statement.executeQuery("FROM '" + file + "'")) {
      List<String> texts = new ArrayList<>();
      while (found.next()) {
        texts.add(found.getBigDecimal(1).toPlainString());
      }
      return texts;
    }
  }
}
