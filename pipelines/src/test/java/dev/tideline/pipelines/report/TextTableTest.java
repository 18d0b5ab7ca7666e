package dev.tideline.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void numbersStandToTheRightAndAllElseToTheLeft() {
    TextTable table = new TextTable(List.of("store", "orders", "revenue", "note"));
    table.add(List.of("berlin", "7", "-3.2000", "12"));
    table.add(List.of("tokyo", "1200", "160.0000", "n/a"));

    assertThat(
        table.toString(),
        is(
            """
            store   orders   revenue  note
            berlin       7   -3.2000  12
            tokyo     1200  160.0000  n/a
            """));
  }

  @Test
  void withoutRowsThereAreTheNames() {
    assertThat(new TextTable(List.of("a", "longer")).toString(), is("a  longer\n"));
  }

  @Test
  void aRowHasATextForEachColumn() {
    TextTable table = new TextTable(List.of("a", "b"));

    assertThrows(IllegalArgumentException.class, () -> table.add(List.of("1")));
  }

  @Test
  void noTextLooksLikeALineOfItsOwn() {
    TextTable table = new TextTable(List.of("category", "orders"));
    table.add(List.of("x\u001b[2J\nLEDGER read=9\u202e", "1"));

    assertThat(
        table.toString(),
        is(
            """
            category                         orders
            x\\u001b[2J\\nLEDGER read=9\\u202e       1
            """));
  }
}
