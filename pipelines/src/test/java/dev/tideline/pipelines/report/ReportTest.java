package dev.tideline.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideline.io.Note;
import dev.tideline.io.answer.Answer;
import dev.tideline.io.answer.ReusedIds;
import dev.tideline.io.files.AnswerFolder;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.records.RejectReason;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
        report(new Verdict(List.of()), 20).text(),
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
    Verdict balanced = new Verdict(List.of());

    assertThat(
        report(balanced, 1).text(), containsString("berlin   9.6000\n... and 1 more row\n\nTOTAL"));
    assertThat(report(balanced, 0).text(), not(containsString("berlin")));
  }

  @Test
  void whatDisagreesIsReported() throws IOException {
    String text = report(new Verdict(List.of("one thing", "another")), 0).text();

    assertThat(text, containsString(" out_of_scope=0 UNBALANCED\n"));
    assertThat(text, containsString("\nUNBALANCED one thing\nUNBALANCED another\n"));
  }

  @Test
  void ofAStoppedRunWhatIsUnderWayIsToldToo() throws IOException {
    Report stopped = report(new Verdict(List.of(), OptionalLong.of(7)), 0);
    stopped.writeTo(directory);

    assertThat(stopped.text(), containsString(" out_of_scope=0 under_way=7 STOPPED\n"));
    assertThat(stopped.text(), containsString("\nunder way           7\n"));
    JsonNode written =
        new ObjectMapper().readTree(directory.resolve(AnswerFolder.REPORT_FILE).toFile());
    assertThat(written.get("balanced").asBoolean(), is(false));
    assertThat(written.get("stopped").asBoolean(), is(true));
    assertThat(written.get("under_way").asInt(), is(7));
  }

  @Test
  void theFilesSayTheSame() throws IOException {
    report(new Verdict(List.of("a fault")), 20).writeTo(directory);

    JsonNode report =
        new ObjectMapper().readTree(directory.resolve(AnswerFolder.REPORT_FILE).toFile());
    assertThat(report.get("pipeline").asText(), is("daily-revenue"));
    assertThat(report.get("runner").asText(), is("DirectRunner"));
    assertThat(report.get("rows").asInt(), is(2));
    assertThat(report.get("digest").asText(), is(ANSWER.digest()));
    assertThat(report.get("totals").get(0).asText(), is("TOTAL revenue=329.6000"));
    assertThat(report.get("balanced").asBoolean(), is(false));
    assertThat(report.get("faults").get(0).asText(), is("a fault"));
    assertThat(report.get("notes").get(0).asText(), is("PASSED OVER blank_lines=2"));
    assertThat(report.get("ledger").get("read").asInt(), is(4));

    JsonNode ledger =
        new ObjectMapper().readTree(directory.resolve(AnswerFolder.LEDGER_FILE).toFile());
    assertThat(ledger.get("total"), is(report.get("ledger")));
    JsonNode minute = ledger.get("minutes").get(0);
    assertThat(minute.get("minute").asText(), is("2026-03-17T09:00:00.000Z"));
    assertThat(minute.get("rejected_by_reason").get("NOT_JSON").asInt(), is(1));
  }

  @Test
  void aTerminalShowsTheFirstNamesAndTheFileHasThemAll() throws IOException {
    List<String> names = IntStream.rangeClosed(1, 1_002).mapToObj(i -> "f" + i).toList();
    List<Note> notes =
        List.of(
            new Note("PASSED OVER files=7 that are odd", names.subList(0, 7)),
            new Note("PASSED OVER files=1002 that are even", names));

    Report report = report(ANSWER, new Verdict(List.of()), 0, notes);

    assertThat(
        report.text(),
        containsString("\nPASSED OVER files=7 that are odd: f1, f2, f3, f4, f5 and 2 more\n"));
    report.writeTo(directory);
    JsonNode written =
        new ObjectMapper()
            .readTree(directory.resolve(AnswerFolder.REPORT_FILE).toFile())
            .get("notes");
    assertThat(
        written.get(0).asText(),
        is("PASSED OVER files=7 that are odd: f1, f2, f3, f4, f5, f6, f7"));
    assertThat(written.get(1).asText(), endsWith(", f999, f1000 and 2 more"));
  }

  @Test
  void theLedgerHasALineForEachMinute() throws IOException {
    SortedMap<Long, LedgerEntry> ledger = ledger(FOUR);
    ledger.put(MINUTE + 60_000, FOUR);
    report(new Answer(List.of(), ledger), new Verdict(List.of()), 0).writeTo(directory);

    String entry =
        "\"read\":4,\"counted\":2,\"duplicate\":1,\"too_late\":0,\"out_of_scope\":0,\"rejected\":1,"
            + "\"rejected_by_reason\":{\"NOT_JSON\":1}}";
    assertThat(
        Files.readAllLines(directory.resolve(AnswerFolder.LEDGER_FILE)),
        contains(
            "{\"pipeline\":\"daily-revenue\",\"balanced\":true,\"total\":{"
                + entry
                    .replace(":4,", ":8,")
                    .replace(":2,", ":4,")
                    .replace(":1,", ":2,")
                    .replace(":1}", ":2}")
                + ",",
            "\"minutes\":[",
            "{\"minute\":\"2026-03-17T09:00:00.000Z\"," + entry + ",",
            "{\"minute\":\"2026-03-17T09:01:00.000Z\"," + entry,
            "]}"));
  }

  @Test
  void aRunThatReadNothingHasALedgerToo() throws IOException {
    report(new Answer(List.of(), new TreeMap<>()), new Verdict(List.of()), 0).writeTo(directory);

    JsonNode ledger =
        new ObjectMapper().readTree(directory.resolve(AnswerFolder.LEDGER_FILE).toFile());
    assertThat(ledger.get("minutes").size(), is(0));
    assertThat(ledger.get("total").get("read").asInt(), is(0));
  }

  private static Report report(Verdict verdict, int show) throws IOException {
    return report(ANSWER, verdict, show);
  }

  private static Report report(Answer answer, Verdict verdict, int show) throws IOException {
    return report(answer, verdict, show, List.of(Note.of("PASSED OVER blank_lines=2")));
  }

  private static Report report(Answer answer, Verdict verdict, int show, List<Note> notes)
      throws IOException {
    return new Report(
        "daily-revenue",
        "batch",
        "DirectRunner",
        answer,
        RowsRead.of(answer, Revenue::new, show),
        LedgerRead.of(answer).total(),
        ReusedIds.NONE,
        verdict,
        notes);
  }

  /** Adds up revenue. */
  private static final class Revenue implements RowTotals.Sums {

    private BigDecimal sum = BigDecimal.ZERO;

    @Override
    public void add(JsonNode row) {
      sum = sum.add(row.get("revenue").decimalValue());
    }

    @Override
    public List<String> lines() {
      return List.of("TOTAL revenue=" + sum);
    }

    @Override
    public OptionalLong events() {
      return OptionalLong.empty();
    }
  }

  private static SortedMap<Long, LedgerEntry> ledger(LedgerEntry entry) {
    return new TreeMap<>(Map.of(MINUTE, entry));
  }
}
