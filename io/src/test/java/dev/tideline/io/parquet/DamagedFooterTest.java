package dev.tideline.io.parquet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.io.archive.AnyEvents;
import dev.tideline.io.archive.ParquetText;
import dev.tideline.io.files.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A footer says twice how many rows there are, and has no checksum. */
class DamagedFooterTest {

  private static final int ROWS = 60;

  @TempDir private Path folder;
  private BlockMetaData rowGroup;
  private MessageType schema;

  @BeforeEach
  void aFile() throws Exception {
    Path file = folder.resolve("orders.parquet");
    ParquetText.USUAL.orders(
        file, AnyEvents.orders(ROWS, 4, new Random(1)).map(order -> order.asCopy(0)));
    FileFooter footer = ParquetFiles.footer(new SourceFile(file, "orders.parquet"));
    rowGroup = footer.blocks().get(0);
    schema = footer.metadata().getSchema();
  }

  @Test
  void asItWasWritten() {
    assertDoesNotThrow(() -> ParquetFiles.mustAgree(rowGroup, schema));
  }

  @Test
  void lessThanNoRowsAreNotNone() {
    isDamaged(-30);
  }

  @Test
  void aRowMoreOrLess() {
    isDamaged(ROWS + 1);
    isDamaged(ROWS - 1);
    isDamaged(0);
  }

  private void isDamaged(long rows) {
    rowGroup.setRowCount(rows);

    IOException refused =
        assertThrows(IOException.class, () -> ParquetFiles.mustAgree(rowGroup, schema));
    assertThat(refused.getMessage(), containsString("a row group has " + rows + " rows, and "));
  }
}
