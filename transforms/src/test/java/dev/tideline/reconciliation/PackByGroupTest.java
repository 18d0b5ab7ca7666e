package dev.tideline.reconciliation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.tideline.admission.BundleAggregation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

/** What goes into packs comes out of them, once, in the group of its id. */
class PackByGroupTest {

  private static final int LARGE = 1 << 16; // bytes
  private static final int MOST_HELD = 1 << 24;

  private final List<KV<Integer, byte[]>> packs = new ArrayList<>();
  private long handedOver; // bytes

  @Test
  void aBundleIsOneElementForEachGroup() {
    Groups groups = new Groups(3);
    List<String> values = values(1000, 10);
    pack(groups, values);
    assertThat(packs.size(), is(3));
    assertHeld(groups, values);
  }

  @Test
  void aLargePackGoesOnAtOnce() {
    Groups groups = new Groups(1);
    List<String> values = values(10_000, 100);
    pack(groups, values);
    assertThat(packs.size(), is(greaterThan(10)));
    assertThat(
        packs.stream().map(pack -> pack.getValue().length).toList(),
        everyItem(is(lessThan(LARGE + 200))));
    assertHeld(groups, values);
  }

  @Test
  void aValueMayBeLargerThanAPack() {
    Groups groups = new Groups(1);
    List<String> values = values(3, 3 * LARGE);
    pack(groups, values);
    assertThat(packs.size(), is(3));
    assertHeld(groups, values);
  }

  @Test
  void ofManyGroupsNoMoreIsHeldThanFits() {
    Groups groups = new Groups(5000); // none of their packs becomes large
    List<String> values = values(3 * MOST_HELD / 1000, 1000);
    BundleAggregation.Aggregator<String, KV<Integer, byte[]>> packing = packing(groups).open();
    long added = 0;
    for (String value : values) {
      packing.add(value, this::take);
      added += value.length();
      assertThat(added - handedOver, is(lessThan((long) MOST_HELD)));
    }
    packing.flush(this::take);
    assertHeld(groups, values);
  }

  private void pack(Groups groups, List<String> values) {
    BundleAggregation.Aggregator<String, KV<Integer, byte[]>> packing = packing(groups).open();
    values.forEach(value -> packing.add(value, this::take));
    packing.flush(this::take);
  }

  private void take(KV<Integer, byte[]> pack, long time) {
    packs.add(pack);
    handedOver += pack.getValue().length;
  }

  private static PackByGroup<String> packing(Groups groups) {
    return new PackByGroup<>(groups, value -> value, StringUtf8Coder.of());
  }

  /** Says only whether, for what differs may be megabytes. */
  private void assertHeld(Groups groups, List<String> values) {
    List<String> unpacked = unpacked(groups);
    assertThat(unpacked.size(), is(values.size()));
    assertThat("they are the same", unpacked.equals(sorted(values)), is(true));
  }

  /** All that is in the packs, each in the right one. */
  private List<String> unpacked(Groups groups) {
    List<String> values = new ArrayList<>();
    for (KV<Integer, byte[]> pack : packs) {
      PackByGroup.forEach(
          List.of(pack.getValue()),
          StringUtf8Coder.of(),
          value -> {
            assertThat(pack.getKey(), is(groups.of(value)));
            values.add(value);
          });
    }
    return sorted(values);
  }

  private static List<String> values(int count, int length) {
    return IntStream.range(0, count)
        .mapToObj(i -> i + "x".repeat(length - String.valueOf(i).length()))
        .toList();
  }

  private static List<String> sorted(List<String> values) {
    return values.stream().sorted().toList();
  }
}
