package dev.tideline.demo.screen;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.jupiter.api.Test;

class PanelTest {

  private static final Panel THREE =
      new Panel(
          "gateways",
          List.of("gateway", "payments", "state"),
          List.of(
              List.of("acme", "1,234", "SILENT"),
              List.of("best", "9", "OK"),
              List.of("card", "10,000", "OK")));

  @Test
  void numbersAreAlignedToTheRight() {
    assertThat(
        THREE.text(60, 100),
        is(
            """
            gateways
            gateway  payments  state
            acme        1,234  SILENT
            best            9  OK
            card       10,000  OK
            """));
  }

  @Test
  void thereAreAsManyRowsAsThereIsRoomForAndOneAtLeast() {
    assertThat(THREE.text(4, 100).lines().toList().get(3), is("best            9  OK"));
    assertThat(THREE.text(4, 100).lines().count(), is(4L));
    assertThat(THREE.text(1, 100).lines().count(), is(3L));
  }

  @Test
  void theLastColumnsAreLeftOutOfANarrowScreen() {
    assertThat(THREE.text(3, 20), is("gateways\ngateway  payments\nacme        1,234\n"));
  }

  @Test
  void withoutRowsItSaysSo() {
    assertThat(
        new Panel("gateways", List.of(), List.of()).text(9, 100), is("gateways: nothing yet\n"));
  }
}
