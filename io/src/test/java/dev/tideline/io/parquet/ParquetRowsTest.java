package dev.tideline.io.parquet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;

import dev.tideline.row.RowFormat;
import dev.tideline.sum.Total;
import java.io.IOException;
import java.math.BigInteger;
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

  private static final BigInteger LARGEST = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
  private static final RowFormat<BigInteger> AMOUNTS =
      RowFormat.<BigInteger>named("amounts").decimal("amount", Total::of);

  @TempDir private Path folder;

  @Test
  void theLargestAmountsKeepEveryDigit() throws Exception {
    assertThat(
        written(LARGEST, LARGEST.negate(), BigInteger.ZERO, BigInteger.valueOf(-1)),
        contains(
            "9999999999999999999999999999999999.9999",
            "-9999999999999999999999999999999999.9999",
            "0.0000",
            "-0.0001"));
  }

  private List<String> written(BigInteger... amounts) throws IOException, SQLException {
    Path file = folder.resolve("amounts.parquet");
    ParquetRows<BigInteger> rows = ParquetRows.of(AMOUNTS);
    FileIO.Sink<GenericRecord> sink = ParquetRows.sink(AMOUNTS);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      sink.open(channel);
      for (BigInteger amount : amounts) {
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
