package dev.tideline.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;

class StoresTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void theyArriveAsTheyWereSent() {
    Store small = new Store("s-1", "Zürich ⛵", ZoneId.of("Europe/Zurich"), "CHF");
    Store until = new Store("s-2", "Mitte", BERLIN, "DEM", Store.ALWAYS, 1_000_000_000_000L);
    Store since =
        new Store(
            "s-2",
            "n".repeat(70_000),
            BERLIN,
            "EUR",
            LocalTime.of(6, 30),
            LocalTime.of(9, 0, 0, 1),
            1_000_000_000_000L,
            Store.FOREVER);
    Stores sent = Stores.of(List.of(small, until, since));

    Stores arrived = SerializableUtils.clone(sent);

    assertThat(arrived.all(), containsInAnyOrder(small, until, since));
    assertThat(arrived.currencies(), containsInAnyOrder("CHF", "DEM", "EUR"));
    assertThat(arrived.longestDay(), is(sent.longestDay()));
    assertThat(arrived.get("s-2").at(0), is(until));
    assertThat(arrived.get("s-2").at(1_000_000_000_000L), is(since));
    assertThat(arrived.get("s-3"), is(nullValue()));
  }

  @Test
  void noneIsSomethingToSendToo() {
    Stores arrived = SerializableUtils.clone(Stores.of(List.of()));

    assertThat(arrived.all().isEmpty(), is(true));
    assertThat(arrived.longestDay(), is(0L));
    assertThat(arrived.knowsCurrency("EUR"), is(false));
  }
}
