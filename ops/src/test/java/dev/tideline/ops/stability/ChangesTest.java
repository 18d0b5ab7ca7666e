package dev.tideline.ops.stability;

import static dev.tideline.ops.stability.Baseline.FIRST_SHOWN;
import static dev.tideline.ops.stability.Baseline.ON_TIME;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;

import dev.tideline.io.answer.StoredHistory.Version;
import dev.tideline.ops.stability.Changes.Line;
import dev.tideline.row.RowFormat;
import dev.tideline.sum.Total;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Histories made by hand, of a row with the number of orders and the revenue. */
class ChangesTest {

  private static final RowFormat<Version> FORMAT =
      RowFormat.<Version>named("sales")
          .text("store_id", row -> "berlin")
          .text("currency", row -> "EUR")
          .number("orders", row -> 0)
          .decimal("revenue", row -> Total.ZERO)
          .keyedBy("store_id");

  private final Changes changes = new Changes(FORMAT);

  @Test
  void aRowThatStaysAsItWasFirstShownDidNotChange() {
    changes.row("EUR", List.of(version(3, "EARLY", 3, 900), version(3, "ON_TIME", 3, 900)));

    ChangeStatistics revenue = of("EUR", 1, FIRST_SHOWN);
    assertThat(revenue.rows(), is(1L));
    assertThat(revenue.changed(), is(0L));
    assertThat(revenue.size(0.5), is(Optional.empty()));
    assertThat(revenue.share(0.5), is(OptionalDouble.empty()));
  }

  @Test
  void whatAnEarlyPaneHoldsIsProvisionalAndWhatComesAfterIsAChange() {
    changes.row(
        "EUR",
        List.of(
            version(1, "EARLY", 1, 100),
            version(3, "EARLY", 3, 300),
            version(4, "ON_TIME", 3, 400),
            version(5, "LATE", 4, 500)));

    ChangeStatistics first = of("EUR", 1, FIRST_SHOWN);
    assertThat(first.changesPerRow(), is(3.0));
    assertThat(first.size(1), is(Optional.of(Total.of(400))));
    assertThat(first.share(1).orElseThrow(), closeTo(4, 1e-9));
    ChangeStatistics onTime = of("EUR", 1, ON_TIME);
    assertThat(onTime.changesPerRow(), is(1.0));
    assertThat(onTime.size(1), is(Optional.of(Total.of(100))));
    assertThat(onTime.share(1).orElseThrow(), closeTo(0.25, 1e-9));
    assertThat(of("EUR", 0, FIRST_SHOWN).changesPerRow(), is(2.0));
    assertThat(of("EUR", 0, ON_TIME).changesPerRow(), is(1.0));
  }

  @Test
  void aWindowThatOnlyFiresLateIsSettledFromThereOn() {
    changes.row("EUR", List.of(version(1, "LATE", 1, 100), version(2, "LATE", 2, 200)));

    assertThat(of("EUR", 0, ON_TIME).changed(), is(1L));
    assertThat(changes.onTime(), is(1L));
  }

  @Test
  void aWindowThatIsStillOpenHasNothingToSettle() {
    changes.row("EUR", List.of(version(1, "EARLY", 1, 100), version(2, "EARLY", 2, 200)));

    assertThat(changes.rows(), is(1L));
    assertThat(changes.onTime(), is(0L));
    assertThat(
        changes.statistics().keySet().stream().map(Line::since).distinct().toList(),
        is(List.of(FIRST_SHOWN)));
  }

  /** The answer's table refused them, so nobody saw them. */
  @Test
  void versionsThatCameAfterAGreaterOneWereNeverShown() {
    changes.row(
        "EUR",
        List.of(
            version(4, "ON_TIME", 4, 400),
            version(1, "EARLY", 1, 100), // a run that begins anew
            version(3, "ON_TIME", 3, 300),
            version(5, "LATE", 5, 500)));

    assertThat(changes.versions(), is(2L));
    assertThat(of("EUR", 1, FIRST_SHOWN).size(1), is(Optional.of(Total.of(100))));
    assertThat(of("EUR", 1, FIRST_SHOWN).changesPerRow(), is(1.0));
  }

  @Test
  void aNumberThatComesBackHasChangedByNothing() {
    changes.row(
        "EUR",
        List.of(
            version(1, "ON_TIME", 1, 100), version(2, "LATE", 1, 50), version(3, "LATE", 1, 100)));

    ChangeStatistics revenue = of("EUR", 1, ON_TIME);
    assertThat(revenue.changed(), is(1L));
    assertThat(revenue.changesPerRow(), is(2.0));
    assertThat(revenue.size(1), is(Optional.of(Total.of(0))));
  }

  @Test
  void fromZeroThereIsASizeButNoShare() {
    changes.row("EUR", List.of(version(1, "ON_TIME", 0, 0), version(2, "LATE", 2, -500)));

    ChangeStatistics revenue = of("EUR", 1, ON_TIME);
    assertThat(revenue.size(1), is(Optional.of(Total.of(500))));
    assertThat(revenue.share(1), is(OptionalDouble.empty()));
    assertThat(revenue.fromZero(), is(1L));
  }

  @Test
  void quantilesAreOfTheRowsThatChangedByNearestRank() {
    for (int i = 1; i <= 20; i++) {
      changes.row("EUR", List.of(version(1, "ON_TIME", 1, 100), version(2, "LATE", 1, 100 + i)));
    }
    changes.row("EUR", List.of(version(1, "ON_TIME", 1, 100)));

    ChangeStatistics revenue = of("EUR", 1, ON_TIME);
    assertThat(revenue.rows(), is(21L));
    assertThat(revenue.changed(), is(20L));
    assertThat(revenue.size(0.5), is(Optional.of(Total.of(10))));
    assertThat(revenue.size(0.95), is(Optional.of(Total.of(19))));
    assertThat(revenue.size(1), is(Optional.of(Total.of(20))));
    assertThat(revenue.share(0.95).orElseThrow(), closeTo(0.19, 1e-9));
  }

  @Test
  void differentMoneyIsToldApart() {
    changes.row("EUR", List.of(version(1, "ON_TIME", 1, 100), version(2, "LATE", 1, 101)));
    changes.row("JPY", List.of(version(1, "ON_TIME", 1, 100), version(2, "LATE", 1, 9_100)));

    assertThat(of("EUR", 1, ON_TIME).size(1), is(Optional.of(Total.of(1))));
    assertThat(of("JPY", 1, ON_TIME).size(1), is(Optional.of(Total.of(9_000))));
    assertThat("orders are orders", of("", 0, ON_TIME).rows(), is(2L));
  }

  @Test
  void aChangeMayBeLargerThanALong() {
    changes.row("EUR", List.of(version(1, "ON_TIME", 1, Long.MIN_VALUE), version(2, "LATE", 1, 1)));

    assertThat(of("EUR", 1, ON_TIME).size(1).orElseThrow().toString(), is("9223372036854775809"));
  }

  @Test
  void isReadByPeopleAndPrograms() {
    changes.row("EUR", List.of(version(1, "EARLY", 1, 20_000), version(3, "ON_TIME", 3, 50_000)));
    ChangesText text = new ChangesText("sales", changes);

    assertThat(
        text.table(),
        is(
            """
            sales: 1 rows shown in 2 versions, 1 of them on time or later

            measure  currency  since        rows  changed  changes/row  most  median     p95     max  median %   p95 %   max %  from 0
            orders             first shown     1        1         1.00     1       2       2       2    200.00  200.00  200.00       0
            orders             on time         1        0         0.00     0       -       -       -         -       -       -       0
            revenue  EUR       first shown     1        1         1.00     1  3.0000  3.0000  3.0000    150.00  150.00  150.00       0
            revenue  EUR       on time         1        0         0.00     0       -       -       -         -       -       -       0
            """));
    assertThat(
        text.json(),
        is(
            "{\"pipeline\":\"sales\",\"rows\":1,\"versions\":2,\"rows_on_time\":1,\"changes\":["
                + "{\"measure\":\"orders\",\"currency\":\"\",\"since\":\"first_shown\",\"rows\":1,"
                + "\"changed\":1,\"changes_per_row\":1.0000,\"most_changes\":1,\"from_zero\":0,"
                + "\"size_median\":2,\"size_p95\":2,\"size_max\":2,"
                + "\"share_median\":2.000000,\"share_p95\":2.000000,\"share_max\":2.000000},"
                + "{\"measure\":\"orders\",\"currency\":\"\",\"since\":\"on_time\",\"rows\":1,"
                + "\"changed\":0,\"changes_per_row\":0.0000,\"most_changes\":0,\"from_zero\":0},"
                + "{\"measure\":\"revenue\",\"currency\":\"EUR\",\"since\":\"first_shown\",\"rows\":1,"
                + "\"changed\":1,\"changes_per_row\":1.0000,\"most_changes\":1,\"from_zero\":0,"
                + "\"size_median\":3.0000,\"size_p95\":3.0000,\"size_max\":3.0000,"
                + "\"share_median\":1.500000,\"share_p95\":1.500000,\"share_max\":1.500000},"
                + "{\"measure\":\"revenue\",\"currency\":\"EUR\",\"since\":\"on_time\",\"rows\":1,"
                + "\"changed\":0,\"changes_per_row\":0.0000,\"most_changes\":0,\"from_zero\":0}]}"));
  }

  private ChangeStatistics of(String currency, int measure, Baseline since) {
    return changes.statistics().get(new Line(measure, measure == 0 ? "" : currency, since));
  }

  private static Version version(long version, String timing, long orders, long revenue) {
    return new Version(version, timing, List.of(Total.of(orders), Total.of(revenue)));
  }
}
