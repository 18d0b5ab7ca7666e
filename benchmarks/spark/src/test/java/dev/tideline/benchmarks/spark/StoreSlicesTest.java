package dev.tideline.benchmarks.spark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayContaining;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;

import dev.tideline.benchmarks.peers.OrderSums;
import dev.tideline.benchmarks.peers.Slice;
import org.junit.jupiter.api.Test;

class StoreSlicesTest {

  private static final long NUMBER = 1_000;
  private static final long BEGIN = NUMBER * Slice.MILLIS;

  private final StoreSlices slices = new StoreSlices();

  @Test
  void aCopyHasNoSlice() {
    Slice first = slices.of("a", BEGIN);
    assertThat(slices.of("a", BEGIN), is(nullValue()));
    assertThat(slices.of("b", BEGIN + Slice.MILLIS - 1), is(sameInstance(first)));
  }

  @Test
  void aWindowHasTheSixSlicesBeforeItsEnd() {
    Slice first = slices.of("a", BEGIN);
    Slice last = slices.of("b", BEGIN + 5 * Slice.MILLIS);
    slices.of("c", BEGIN - 1);
    slices.of("d", BEGIN + 6 * Slice.MILLIS);
    assertThat(
        slices.windowBefore(NUMBER + 6), arrayContaining(first, null, null, null, null, last));
  }

  @Test
  void aSliceIsKeptUntilNoLateEventCanShareAWindowWithIt() {
    slices.of("a", BEGIN);
    long lastOfWindow = BEGIN + 6 * Slice.MILLIS - 1;
    slices.forget(lastOfWindow + OrderSums.LATENESS);
    assertThat(slices.isEmpty(), is(false));
    assertThat(slices.of("a", BEGIN), is(nullValue()));
    slices.forget(slices.neededUntil());
    assertThat(slices.isEmpty(), is(true));
  }
}
