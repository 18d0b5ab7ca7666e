package dev.tideline.demo.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.tideline.pipelines.journal.Posting;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosedDayTest {

  private static final LocalDate DATE = LocalDate.of(2026, 3, 17);

  @Test
  void aDayIsToldInThreeSentencesAndItsJournalsSums() throws IOException {
    List<Posting> journal = List.of(posting("14.00", "0"), posting("0", "14.00"));

    assertThat(
        new ClosedDay(DATE, List.of("RECONCILED 2026-03-17: 0 breaks"), journal).text(),
        is(
            """

            The books of 2026-03-17 are closed, as what was ingested in time has them: version 1 is published.
            The bank agrees with it.
            Its journal has 2 postings, and debits equal credits:
              EUR  14.00 = 14.00
            """));
  }

  @Test
  void whatIsWrongIsNotGlossedOver() throws IOException {
    String text =
        new ClosedDay(
                DATE,
                List.of("UNRECONCILED 2026-03-17: 12 breaks"),
                List.of(posting("14.00", "0"), posting("0", "13.99")))
            .text();

    assertThat(text, containsString("The bank does not agree with all of it (12 breaks): "));
    assertThat(text, containsString("debits do NOT equal credits"));
  }

  private static Posting posting(String debit, String credit) {
    return new Posting(
        "entry", "1200", new BigDecimal(debit), new BigDecimal(credit), "EUR", "owed");
  }
}
