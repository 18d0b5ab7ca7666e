package dev.tideline.coverage;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import dev.tideline.coverage.Coverage.Span;
import dev.tideline.records.SourceRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class CoverageTest {

  private static final long END = 1_000;

  private static Coverage read(long from, long to) {
    return Coverage.of(new SourceRange("orders.v1", 3, from, to), to - from);
  }

  @Test
  void rangesThatFollowEachOtherAreOneWhateverTheirOrder() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Coverage> ranges = new ArrayList<>();
    for (long at = 0; at < END; ) {
      long to = Math.min(END, at + 1 + random.nextInt(20));
      ranges.add(read(at, to));
      at = to;
    }
    Collections.shuffle(ranges, random);

    Coverage all = ranges.stream().reduce(Coverage.NONE, Coverage::plus);

    assertThat("seed " + seed, all, is(read(0, END)));
    assertThat("seed " + seed, all.missing(0, END), is(empty()));
    assertThat("seed " + seed, all.repeated(), is(0L));
  }

  @Test
  void whatWasNotReadIsMissing() {
    Coverage some = read(10, 20).plus(read(30, 40));

    assertThat(some.missing(10, Long.MAX_VALUE), contains(new Span(20, 30)));
    assertThat(some.missing(0, 50), contains(new Span(0, 10), new Span(20, 30), new Span(40, 50)));
    assertThat(some.missing(12, 25), contains(new Span(20, 25)));
    assertThat(Coverage.NONE.missing(0, 5), contains(new Span(0, 5)));
    assertThat(Coverage.NONE.missing(7, Long.MAX_VALUE), is(empty()));
  }

  @Test
  void whatWasReadTwiceIsRepeatedAndHidesNothing() {
    Coverage some = read(0, 20).plus(read(10, 30)).plus(read(35, 40)).plus(read(0, 5));

    assertThat(some.repeated(), is(15L));
    assertThat(some.missing(0, 40), contains(new Span(30, 35)));
  }

  @Test
  void offsetsWithoutARecordAreRead() {
    Coverage markers = Coverage.of(new SourceRange("orders.v1", 3, 4, 6), 0);

    assertThat(read(0, 4).plus(markers).missing(0, 6), is(empty()));
    assertThat(read(0, 4).plus(markers).records(), is(4L));
  }

  @Test
  void comesBackFromItsBytes() throws Exception {
    Coverage some = read(10, 20).plus(read(30, 40)).plus(read(30, 31));

    assertThat(CoderUtils.clone(CoverageCoders.COVERAGE, some), is(some));
  }
}
