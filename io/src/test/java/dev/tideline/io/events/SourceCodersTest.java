package dev.tideline.io.events;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.io.files.SourceFile;
import dev.tideline.io.lines.FileChunk;
import dev.tideline.io.lines.FileChunkCoder;
import dev.tideline.io.parquet.RowGroup;
import dev.tideline.io.parquet.RowGroupCoder;
import java.nio.file.Path;
import java.util.HexFormat;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class SourceCodersTest {

  private static final SourceFile FILE = new SourceFile(Path.of("/a/b"), "b");

  @Test
  void aRowGroupKeepsItsBytes() throws Exception {
    check(
        RowGroupCoder.of(),
        new RowGroup(FILE, 2, 500_000, 250_000),
        "042f612f62016202a0c21e90a10f");
  }

  @Test
  void aChunkKeepsItsBytes() throws Exception {
    check(FileChunkCoder.of(), new FileChunk(FILE, 0, 300), "042f612f62016200ac02");
    check(
        FileChunkCoder.of(),
        new FileChunk(FILE, 1, Long.MAX_VALUE),
        "042f612f62016201ffffffffffffffff7f");
  }

  private static <T> void check(Coder<T> coder, T value, String bytes) throws Exception {
    coder.verifyDeterministic();
    CoderProperties.coderDecodeEncodeEqual(coder, value);
    assertThat(HexFormat.of().formatHex(CoderUtils.encodeToByteArray(coder, value)), is(bytes));
  }
}
