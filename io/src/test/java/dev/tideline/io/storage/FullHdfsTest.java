package dev.tideline.io.storage;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FullHdfsTest {

  @RegisterExtension private static final Hdfs HDFS = new Hdfs();

  /** Little is only sent when it is closed; more than a client holds, while it is written. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5_000_000})
  void whatDoesNotFitIsToldAndLeavesWhatWasThereAndNothingElse(int times) throws IOException {
    Path folder = HDFS.folder();
    Path answer = Files.writeString(folder.resolve("answer.json"), "old");
    HDFS.fill(folder);

    IOException full =
        assertThrows(IOException.class, () -> Files.writeString(answer, "new".repeat(times)));

    assertThat(full.getMessage(), containsString("quota"));
    assertThat(Files.readString(answer), is("old"));
    assertThat(HDFS.all(folder), contains("answer.json"));
  }
}
