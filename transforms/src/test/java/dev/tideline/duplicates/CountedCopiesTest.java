package dev.tideline.duplicates;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.duplicates.CountedCopies.Settling;
import dev.tideline.event.Identity;
import dev.tideline.records.RecordLocation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

/** One copy of each event counts, whatever comes in whatever order, and however often. */
class CountedCopiesTest {

  private static final Identity EVENT = new Identity(0x0123_4567_89ab_cdefL, 7);
  private static final long SLOT = 42;
  private CountedCopies known = CountedCopies.none(SLOT);

  @Test
  void theFirstCopyCountsAndTheOthersDoNot() {
    assertThat(settle(EVENT, mark(0, 5)), is(Settling.COUNTED));
    assertThat(settle(EVENT, mark(1, 5)), is(Settling.DUPLICATE));
    assertThat(settle(EVENT, mark(2, 6)), is(Settling.DUPLICATE));
    assertThat(known.size(), is(1));
  }

  @Test
  void aCopyOfAnEarlierMinuteCountsInstead() {
    settle(EVENT, mark(0, 5));

    assertThat(settle(EVENT, mark(1, 3)), is(5));
    assertThat(settle(EVENT, mark(2, 4)), is(Settling.DUPLICATE));
    assertThat(settle(EVENT, mark(3, 2)), is(3));
    assertThat(known.size(), is(1));
  }

  @Test
  void whatDiffersInAnyBitOfTheIdentityIsAnotherEvent() {
    settle(EVENT, mark(0, 5));

    assertThat(
        settle(new Identity(EVENT.high() ^ (1L << 63), 7), mark(1, 5)), is(Settling.COUNTED));
    assertThat(settle(new Identity(EVENT.high(), 6), mark(2, 5)), is(Settling.COUNTED));
    assertThat(known.size(), is(3));
  }

  /** A runner that repeats work may hand over a state in which that work is done already. */
  @Test
  void aRecordThatComesAgainHasTheSameVerdictAgain() {
    for (int again = 0; again < 2; again++) {
      assertThat(settle(EVENT, mark(0, 5)), is(Settling.COUNTED));
      assertThat(settle(EVENT, mark(1, 3)), is(5));
      assertThat(settle(EVENT, mark(2, 3)), is(Settling.DUPLICATE));
      assertThat(settle(EVENT, mark(3, 1)), is(3));
    }
  }

  @Test
  void nothingIsWrittenIfNothingIsNew() {
    settle(EVENT, mark(0, 5));

    Settling settling = known.settling();
    settling.settle(EVENT, mark(1, 5));

    assertThat(settling.changed(), is(false));
    assertThat(settling.settled(), is(sameInstance(known)));
  }

  @Test
  void aStateThatWasHandedOverNeverChanges() throws Exception {
    for (int i = 0; i < 40; i++) {
      settle(new Identity(i, i), mark(i, 5));
    }
    byte[] before = CoderUtils.encodeToByteArray(CountedCopiesCoder.of(), known);
    CountedCopies handedOver = known;

    for (int i = 0; i < 400; i++) {
      settle(new Identity(i, i), mark(1_000 + i, 4));
    }

    assertThat(CoderUtils.encodeToByteArray(CountedCopiesCoder.of(), handedOver), is(before));
  }

  @Test
  void anEventTakesLittleMoreThan24Bytes() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 15_000; i++) {
      settle(new Identity(random.nextLong(), random.nextLong()), mark(i, 5));
    }

    int bytes = CoderUtils.encodeToByteArray(CountedCopiesCoder.of(), known).length;

    assertThat((double) bytes / known.size(), is(lessThan(24.2)));
  }

  @Test
  void aMinuteThatDoesNotFitIsAnError() {
    assertThrows(IllegalArgumentException.class, () -> CopyMark.of(0, 0, 60_000L << 22));
    assertThrows(IllegalArgumentException.class, () -> CopyMark.of(0, 60_001, -1));
  }

  /** A record of the log: whose copy it is, and when it was ingested. */
  private record Sent(long event, int partition, long offset, int minute) {}

  @Test
  void inAnyOrderAndReadAgainTheBooksAreThoseOfAPlainModel() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<Sent> log = new ArrayList<>();
      for (int i = random.nextInt(500); i > 0; i--) {
        log.add(new Sent(random.nextInt(200), random.nextInt(3), i, random.nextInt(30)));
      }

      Map<Integer, Integer> counted = settleInBundles(log, random);

      Map<Long, Integer> earliest = new TreeMap<>();
      log.forEach(sent -> earliest.merge(sent.event(), sent.minute(), Math::min));
      Map<Integer, Integer> expected = new TreeMap<>();
      earliest.values().forEach(minute -> expected.merge(minute, 1, Integer::sum));
      assertThat("seed " + seed + ", round " + round, counted, is(expected));
      assertThat(known.size(), is(earliest.size()));
    }
  }

  /** How many count in each minute; some bundles fail when their state is written, and go again. */
  private Map<Integer, Integer> settleInBundles(List<Sent> log, Random random) throws Exception {
    Map<Integer, Integer> counted = new TreeMap<>();
    known = CountedCopies.none(SLOT);
    Collections.shuffle(log, random);
    for (int from = 0; from < log.size(); ) {
      int to = Math.min(log.size(), from + 1 + random.nextInt(60));
      if (random.nextInt(4) == 0) {
        settle(
            log.subList(from, from + (to - from) / 2), new TreeMap<>()); // and its output is lost
      }
      settle(log.subList(from, to), counted);
      from = to;
      known = CoderUtils.clone(CountedCopiesCoder.of(), known);
    }
    counted.values().removeIf(none -> none == 0);
    return counted;
  }

  private void settle(List<Sent> bundle, Map<Integer, Integer> counted) {
    Settling settling = known.settling();
    for (Sent sent : bundle) {
      long mark = mark(sent.partition(), sent.offset(), sent.minute());
      int verdict = settling.settle(new Identity(sent.event(), 0), mark);
      if (verdict != Settling.DUPLICATE) {
        counted.merge(sent.minute(), 1, Integer::sum);
      }
      if (verdict >= 0) {
        counted.merge(verdict, -1, Integer::sum);
      }
    }
    known = settling.settled();
  }

  private int settle(Identity event, long mark) {
    Settling settling = known.settling();
    int verdict = settling.settle(event, mark);
    known = settling.settled();
    return verdict;
  }

  private static long mark(long offset, int minute) {
    return mark(0, offset, minute);
  }

  /** Of an event of the first minute there is. */
  private static long mark(int partition, long offset, int minute) {
    long place = RecordLocation.inTopic("orders", partition, offset).place();
    return CopyMark.of(place, 60_000, minute * 60_000L);
  }
}
