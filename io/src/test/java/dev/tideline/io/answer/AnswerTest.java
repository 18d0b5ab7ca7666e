package dev.tideline.io.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.ledger.LedgerEntry;
import dev.tideline.records.RejectReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerTest {

  private static final long MINUTE = 1_773_738_000_000L; // 2026-03-17T09:00Z

  /** Two characters that UTF-16 puts the other way round. */
  private static final String WIDE_A = "\uff21";

  private static final String HERB = "\ud83c\udf3f";

  @TempDir private Path directory;

  @BeforeEach
  void nothingWrittenYet() throws IOException {
    Files.createDirectories(directory.resolve("rows"));
    Files.createDirectories(directory.resolve("ledger"));
  }

  /**
   * The digest is what a person gets by {@code cat rows/*.jsonl | LC_ALL=C sort | sha256sum}; these
   * were computed so.
   */
  @Test
  void theDigestIsThatOfTheSortedRows() throws IOException {
    write("rows/part-0.jsonl", "{\"a\":2}", "{\"a\":\"" + HERB + "\"}", "{\"a\":10}");
    write("rows/part-1.jsonl", "{\"a\":1,\"b\":\"\u00fc\"}", "{\"a\":\"" + WIDE_A + "\"}");

    Answer answer = Answer.read(directory);

    assertThat(
        answer.rows(),
        contains(
            "{\"a\":\"" + WIDE_A + "\"}",
            "{\"a\":\"" + HERB + "\"}",
            "{\"a\":1,\"b\":\"\u00fc\"}",
            "{\"a\":10}",
            "{\"a\":2}"));
    assertThat(
        answer.digest(), is("a71a6985e56673615c01053b2a98d012aaa74765016ec3e9517ab4d032948eef"));
  }

  @Test
  void anEmptyAnswerHasADigestToo() throws IOException {
    assertThat(
        Answer.read(directory).digest(),
        is("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
  }

  @Test
  void rowsThatAreThereTwiceCountTwice() throws IOException {
    write("rows/part-0.jsonl", "{}", "{}");
    String twice = Answer.read(directory).digest();
    write("rows/part-0.jsonl", "{}");

    assertThat(Answer.read(directory).digest().equals(twice), is(false));
  }

  @Test
  void theLedgerIsThatOfAllParts() throws IOException {
    LedgerEntry one = new LedgerEntry(5, 1, 1, 1, 1, Map.of(RejectReason.NOT_JSON, 1L));
    LedgerEntry two =
        new LedgerEntry(
            2, 0, 0, 0, 0, Map.of(RejectReason.NOT_JSON, 1L, RejectReason.NO_LINES, 1L));
    write("ledger/part-0.jsonl", AnswerJson.of(MINUTE, one));
    write("ledger/part-1.jsonl", AnswerJson.of(MINUTE + 60_000, two));

    Answer answer = Answer.read(directory);

    assertThat(answer.ledger(), is(Map.of(MINUTE, one, MINUTE + 60_000, two)));
    assertThat(answer.total(), is(one.plus(two)));
  }

  @Test
  void aMinuteThatIsThereTwiceIsRefused() throws IOException {
    write("ledger/part-0.jsonl", AnswerJson.of(MINUTE, LedgerEntry.ZERO));
    write("ledger/part-1.jsonl", AnswerJson.of(MINUTE, LedgerEntry.ZERO));

    assertThrows(IOException.class, () -> Answer.read(directory));
  }

  @Test
  void aMissingLedgerIsNoEmptyLedger() throws IOException {
    Files.delete(directory.resolve("ledger"));

    assertThrows(IOException.class, () -> Answer.read(directory));
  }

  @Test
  void whatARetriedTaskLeftBehindIsNoPart() throws IOException {
    Files.createDirectories(directory.resolve("rows/.temp-beam-1"));
    write("rows/part-0.jsonl", "{}");

    assertThat(Answer.read(directory).rows(), contains("{}"));
  }

  private void write(String name, String... lines) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(lines), UTF_8);
  }
}
