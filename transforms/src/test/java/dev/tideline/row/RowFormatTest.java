package dev.tideline.row;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.sum.Total;
import org.junit.jupiter.api.Test;

class RowFormatTest {

  private record Row(String name, long value) {}

  private static final RowFormat<Row> ALL_KINDS =
      RowFormat.<Row>named("rows")
          .text("name", Row::name)
          .number("number", Row::value)
          .decimal("amount", row -> Total.of(row.value()))
          .time("time", Row::value)
          .day("day", row -> row.value() / 86_400_000);

  @Test
  void aRowHasOneTextForm() {
    assertThat(
        ALL_KINDS.toJson(new Row("K\u00e4se \"1a\"\n", 1_773_791_880_001L)),
        is(
            "{\"name\":\"K\u00e4se \\\"1a\\\"\\n\",\"number\":1773791880001,"
                + "\"amount\":177379188.0001,\"time\":\"2026-03-17T23:58:00.001Z\","
                + "\"day\":\"2026-03-17\"}"));
  }

  @Test
  void amountsHaveFourDecimalsWhateverTheirSize() {
    RowFormat<Row> amount =
        RowFormat.<Row>named("rows").decimal("amount", row -> Total.of(row.value()));

    assertThat(amount.toJson(new Row("", 0)), is("{\"amount\":0.0000}"));
    assertThat(amount.toJson(new Row("", -1)), is("{\"amount\":-0.0001}"));
    assertThat(
        amount.toJson(new Row("", Long.MIN_VALUE)), is("{\"amount\":-922337203685477.5808}"));
  }

  @Test
  void addingAColumnLeavesTheFormatAsItWas() {
    RowFormat<Row> one = RowFormat.<Row>named("rows").text("name", Row::name);
    RowFormat<Row> two = one.number("value", Row::value);

    assertThat(one.columns().stream().map(RowFormat.Column::name).toList(), contains("name"));
    assertThat(
        two.columns().stream().map(RowFormat.Column::name).toList(), contains("name", "value"));
    assertThat(two.name(), is("rows"));
  }

  @Test
  void keyAndVersionAreNoColumnsOfTheirOwn() {
    RowFormat<Row> keyed = ALL_KINDS.keyedBy("name", "day").versionedBy(row -> row.value() + 1);
    Row row = new Row("a", 6);

    assertThat(keyed.key(), contains("name", "day"));
    assertThat(keyed.version().of(row), is(7L));
    assertThat(keyed.toJson(row), is(ALL_KINDS.toJson(row)));
    assertThat(keyed.number("more", Row::value).key(), contains("name", "day"));
  }

  @Test
  void aKeyIsMadeOfColumns() {
    assertThrows(IllegalArgumentException.class, () -> ALL_KINDS.keyedBy("name", "colour"));
  }
}
