package dev.tideline.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.coverage.Coverage;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.io.answer.WrittenFiles;
import dev.tideline.records.SourceRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageReadTest {

  @TempDir private Path answer;

  @Test
  void theFilesOfARunTellHowManyRecordsItsLedgerIsToHave() throws IOException {
    assertThat(read(), is(OptionalLong.of(9)));
  }

  private OptionalLong read() throws IOException {
    SourceRange one = new SourceRange("orders", 0, 0, 100);
    SourceRange other = new SourceRange("orders", 1, 0, 50);
    Path folder = Files.createDirectories(answer.resolve("coverage"));
    Files.writeString(
        folder.resolve("part-0.jsonl"), AnswerJson.of(one.whole(), Coverage.of(one, 7)) + "\n");
    Files.writeString(
        folder.resolve("part-1.jsonl"), AnswerJson.of(other.whole(), Coverage.of(other, 2)) + "\n");
    return CoverageRead.of(new WrittenFiles(answer), List.of(one, other)).records();
  }
}
