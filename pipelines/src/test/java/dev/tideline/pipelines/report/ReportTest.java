package dev.tideline.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideline.io.answer.Answer;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.records.RejectReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static final long MINUTE = 1_773_738_000_000L; // 2026-03-17T09:00Z
  private static final LedgerEntry FOUR =
      new LedgerEntry(4, 2, 1, 0, 0, Map.of(RejectReason.NOT_JSON, 1L));
  private static final Answer ANSWER =
      new Answer(
          List.of(
              "{\"store\":\"berlin\",\"revenue\":9.6000}",
              "{\"store\":\"tokyo\",\"revenue\":320.0000}"),
          ledger(FOUR));

  @TempDir private Path directory;

  @Test
  void aPersonReadsRowsTotalsDigestAndLedger() throws IOException {
    assertThat(
        report(new Verdict(List.of())).text(20),
        is(
            """
            store    revenue
            berlin    9.6000
            tokyo   320.0000

            TOTAL revenue=329.6000
            DIGEST %s rows=2
            LEDGER read=4 counted=2 duplicate=1 too_late=0 rejected=1 out_of_scope=0 BALANCED
            REJECTED NOT_JSON=1
            PASSED OVER blank_lines=2

            fate          records
            rejected            1
            out of scope        0
            too late            0
            duplicate           1
            counted             2
            all read            4
            """
                .formatted(ANSWER.digest())));
  }

  @Test
  void ofManyRowsOnlyTheFirstAreShown() throws IOException {
    Report report = report(new Verdict(List.of()));

    assertThat(report.text(1), containsString("berlin   9.6000\n... and 1 more rows\n\nTOTAL"));
    assertThat(report.text(0), not(containsString("berlin")));
  }

  @Test
  void whatDisagreesIsReported() throws IOException {
    String text = report(new Verdict(List.of("one thing", "another"))).text(0);

    assertThat(text, containsString(" out_of_scope=0 UNBALANCED\n"));
    assertThat(text, containsString("\nUNBALANCED one thing\nUNBALANCED another\n"));
  }

  @Test
  void theFilesSayTheSame() throws IOException {
    report(new Verdict(List.of("a fault"))).writeTo(directory);

    JsonNode report = new ObjectMapper().readTree(directory.resolve(Report.FILE).toFile());
    assertThat(report.get("pipeline").asText(), is("daily-revenue"));
    assertThat(report.get("runner").asText(), is("DirectRunner"));
    assertThat(report.get("rows").asInt(), is(2));
    assertThat(report.get("digest").asText(), is(ANSWER.digest()));
    assertThat(report.get("totals").get(0).asText(), is("TOTAL revenue=329.6000"));
    assertThat(report.get("balanced").asBoolean(), is(false));
    assertThat(report.get("faults").get(0).asText(), is("a fault"));
    assertThat(report.get("notes").get(0).asText(), is("PASSED OVER blank_lines=2"));
    assertThat(report.get("ledger").get("read").asInt(), is(4));

    JsonNode ledger = new ObjectMapper().readTree(directory.resolve(Report.LEDGER_FILE).toFile());
    assertThat(ledger.get("total"), is(report.get("ledger")));
    JsonNode minute = ledger.get("minutes").get(0);
    assertThat(minute.get("minute").asText(), is("2026-03-17T09:00:00.000Z"));
    assertThat(minute.get("rejected_by_reason").get("NOT_JSON").asInt(), is(1));
  }

  private static Report report(Verdict verdict) {
    return new Report(
        "daily-revenue",
        "batch",
        "DirectRunner",
        ANSWER,
        List.of("TOTAL revenue=329.6000"),
        verdict,
        List.of("PASSED OVER blank_lines=2"));
  }

  private static SortedMap<Long, LedgerEntry> ledger(LedgerEntry entry) {
    return new TreeMap<>(Map.of(MINUTE, entry));
  }
}
