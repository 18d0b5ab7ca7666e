package dev.tideline.fraud.card;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.payment.CardToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many cards on pages against a plain map of their histories. */
class CardGroupTest {

  private static final long START = 1_700_000_000_000L;
  private static final int CARDS = 3_000;
  private static final int STEPS = 60;
  private static final StateRetention BY_WATERMARK = StateRetention.byWatermark(60_000);
  private static final StateRetention BY_INGEST = StateRetention.withoutTimers(60_000);

  private final List<CardToken> tokens = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void knowsOfEachCardWhatAMapKnows(long seed) throws Exception {
    Random random = new Random(seed);
    tokens(random);
    Map<CardToken, CardHistory> map = new HashMap<>();
    CardGroup group = null;
    long now = START;
    for (int step = 0; step < STEPS; step++) {
      CardGroupDraft draft = new CardGroupDraft(group);
      now += random.nextInt(60_000);
      for (int i = 0; i < 200; i++) {
        CardToken card = tokens.get(random.nextInt(CARDS));
        CardPayment payment = payment(step + "/" + i, now + random.nextInt(60_000));
        CardHistory history = draft.history(card);
        CardHistory modelled = map.computeIfAbsent(card, unused -> new CardHistory());
        assertThat(
            "seed " + seed,
            history.add(payment, BY_WATERMARK),
            is(modelled.add(payment, BY_WATERMARK)));
        draft.put(card, history);
      }
      if (random.nextInt(4) == 0) {
        draft.forget(now, BY_WATERMARK);
        for (CardHistory history : map.values()) {
          history.forget(now, BY_WATERMARK);
        }
        map.values().removeIf(CardHistory::isEmpty);
      }
      // As a checkpoint writes it, and a restored run reads it.
      byte[] bytes = CoderUtils.encodeToByteArray(CardCoders.GROUP, draft.finished());
      group = CoderUtils.decodeFromByteArray(CardCoders.GROUP, bytes);
      assertThat("seed " + seed, group, is(draft.finished()));
      same("seed " + seed, group, map);
    }
    assertThat("there are many pages", group.pages().length, greaterThan(100));
    CardGroupDraft last = new CardGroupDraft(group);
    last.forget(now + 3_600_000, BY_WATERMARK);
    assertThat("in the end all is forgotten", last.isEmpty(), is(true));
  }

  private void same(String reason, CardGroup group, Map<CardToken, CardHistory> map) {
    CardGroupDraft draft = new CardGroupDraft(group);
    for (CardToken card : tokens) {
      CardHistory known = map.getOrDefault(card, new CardHistory());
      assertThat(reason, draft.history(card), is(known));
    }
  }

  @Test
  void whatIsWrittenStaysAsItIsWhileAnotherIsMadeOfIt() {
    tokens(new Random(4));
    CardGroup before = with(null, 0, START);
    CardGroup after = with(before, 1, START + 1);
    with(before, 0, START + 2);
    assertThat(before, is(with(null, 0, START)));
    assertThat(new CardGroupDraft(after).history(tokens.get(0)).earliest(), is(START));
  }

  @Test
  void whereThereAreNoTimersIdleCardsAreForgottenByWhatOthersBring() {
    tokens(new Random(5));
    CardGroup group = with(null, 0, START);
    group = with(group, 1, START + 500_000);
    assertThat(knows(group, 0), is(true));
    group = with(group, 1, START + 900_000);
    assertThat(knows(group, 0), is(false));
    assertThat(knows(group, 1), is(true));
  }

  @Test
  void aPaymentThatWouldCountWithWhatIsForgottenIsNoSilentMistake() {
    tokens(new Random(6));
    CardGroup group = with(with(null, 0, START), 1, START + 900_000);
    CardHistory history = new CardGroupDraft(group).history(tokens.get(0));
    assertThrows(
        IllegalStateException.class, () -> history.add(payment("x", START + 10), BY_INGEST));
  }

  private CardGroup with(CardGroup group, int card, long time) {
    CardGroupDraft draft = new CardGroupDraft(group);
    CardHistory history = draft.history(tokens.get(card));
    history.add(payment("p" + time, time), BY_INGEST);
    draft.put(tokens.get(card), history);
    draft.forgetByIngest(BY_INGEST);
    return draft.finished();
  }

  private boolean knows(CardGroup group, int card) {
    return !new CardGroupDraft(group).history(tokens.get(card)).isEmpty();
  }

  private void tokens(Random random) {
    for (int card = 0; card < CARDS; card++) {
      tokens.add(new CardToken(random.nextLong(), random.nextLong()));
    }
  }

  private static CardPayment payment(String id, long time) {
    return new CardPayment(id, id.hashCode(), time, 100, time, id.hashCode());
  }
}
