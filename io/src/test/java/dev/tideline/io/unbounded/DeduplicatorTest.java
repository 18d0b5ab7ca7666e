package dev.tideline.io.unbounded;

import static dev.tideline.io.kafka.source.PaymentTopics.PAYMENTS;
import static dev.tideline.io.kafka.source.PaymentTopics.RULES;
import static dev.tideline.io.kafka.source.PaymentTopics.T0;
import static dev.tideline.io.kafka.source.PaymentTopics.payment;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.event.OtherCopy;
import dev.tideline.payment.Payment;
import dev.tideline.payment.PaymentView;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordLocation;
import org.junit.jupiter.api.Test;

/** Payments that were made a second before {@code T0}, and may count for ten minutes. */
class DeduplicatorTest {

  private static final long DEADLINE = T0 - 1_000 + 600_000;

  private final Deduplicator<Payment, PaymentView> partition = partition();

  @Test
  void ofATooLateCopyItIsKnownThatAnEarlierOneCounted() {
    assertThat(receive(partition, "p", T0, 0).copy(), is(0));
    assertThat(otherCopy(partition, "p", DEADLINE + 1, 1), is(OtherCopy.COUNTED));
    assertThat(otherCopy(partition, "another", DEADLINE + 1, 2), is(OtherCopy.UNKNOWN));
  }

  @Test
  void aTooLateCopyIsNoFirstOne() {
    assertThat(otherCopy(partition, "p", DEADLINE + 1, 0), is(OtherCopy.UNKNOWN));
    assertThat(otherCopy(partition, "p", DEADLINE + 2, 1), is(OtherCopy.UNKNOWN));
    assertThat(receive(partition, "p", DEADLINE, 2).copy(), is(0));
  }

  @Test
  void whatIsReadAgainIsToldAlikeThoughALaterCopyIsKnownByThen() {
    assertThat(otherCopy(partition, "p", DEADLINE + 1, 0), is(OtherCopy.UNKNOWN));
    receive(partition, "p", DEADLINE, 1);
    assertThat(otherCopy(partition, "p", DEADLINE + 1, 0), is(OtherCopy.UNKNOWN));
    assertThat(otherCopy(partition, "p", DEADLINE + 1, 2), is(OtherCopy.COUNTED));
  }

  @Test
  void itIsToldUpToTheTimeThatHasPassedAndNotForAsLongAsMemoryHappensToLast() {
    receive(partition, "p", T0, 0);
    partition.passed(DEADLINE);
    assertThat(otherCopy(partition, "p", DEADLINE + 60_000, 1), is(OtherCopy.COUNTED));
    partition.passed(DEADLINE + 1);
    assertThat(otherCopy(partition, "p", DEADLINE + 60_001, 2), is(OtherCopy.UNKNOWN));
  }

  @Test
  void whatWasLearnedIsKnownToo() {
    partition.learn(record("p", T0, 0));
    assertThat(otherCopy(partition, "p", DEADLINE + 1, 1), is(OtherCopy.COUNTED));
  }

  private static Deduplicator<Payment, PaymentView> partition() {
    return new Deduplicator<>(PAYMENTS, RULES);
  }

  private static OtherCopy otherCopy(
      Deduplicator<Payment, PaymentView> partition, String id, long ingestTime, long offset) {
    return receive(partition, id, ingestTime, offset).otherCopy();
  }

  private static Payment receive(
      Deduplicator<Payment, PaymentView> partition, String id, long ingestTime, long offset) {
    partition.receive(record(id, ingestTime, offset));
    return partition.take().events().get(0);
  }

  private static RawRecord record(String id, long ingestTime, long offset) {
    return new RawRecord(
        payment(id, T0), RecordLocation.inTopic("payments", 0, offset), ingestTime);
  }
}
