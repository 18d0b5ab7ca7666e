package dev.tideline.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.answer.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowSumsTest {

  @TempDir private Path directory;

  @Test
  void aColumnIsAddedUp() throws Exception {
    assertThat(RowSums.of(rows("{\"n\":1}", "{\"n\":-3}", "{\"n\":9}"), "n"), is(7L));
    assertThat(RowSums.of(List.of(), "n"), is(0L));
  }

  @Test
  void aSumThatOverflowsIsNoSum() throws Exception {
    List<JsonNode> rows = rows("{\"n\":9223372036854775807}", "{\"n\":1}");

    assertThrows(ArithmeticException.class, () -> RowSums.of(rows, "n"));
  }

  /** As doubles these would be 0.30000000000000004 and 9007199254740992. */
  @Test
  void decimalsKeepEveryDigit() throws Exception {
    assertThat(
        RowSums.perCurrency(
            rows(
                "{\"currency\":\"EUR\",\"amount\":0.1000,\"n\":9007199254740992}",
                "{\"currency\":\"EUR\",\"amount\":0.2000,\"n\":1}"),
            "amount",
            "n"),
        contains("TOTAL amount=0.3000 n=9007199254740993"));
  }

  @Test
  void differentMoneyIsNeverAdded() throws Exception {
    assertThat(
        RowSums.perCurrency(
            rows(
                "{\"currency\":\"USD\",\"amount\":1.5000}",
                "{\"currency\":\"EUR\",\"amount\":2.0000}",
                "{\"currency\":\"USD\",\"amount\":-0.5000}"),
            "amount"),
        contains("TOTAL amount=2.0000 currency=EUR", "TOTAL amount=1.0000 currency=USD"));
  }

  @Test
  void withoutRowsThereIsNothingToSay() {
    assertThat(RowSums.perCurrency(List.of(), "amount"), is(empty()));
  }

  /** Rows as an answer reads them back. */
  private List<JsonNode> rows(String... lines) throws Exception {
    Files.createDirectories(directory.resolve("ledger"));
    Path rows = Files.createDirectories(directory.resolve("rows"));
    Files.write(rows.resolve("part-0.jsonl"), List.of(lines));
    return Answer.read(directory).parsedRows();
  }
}
