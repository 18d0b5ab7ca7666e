package dev.tideline.io.kafka.source;

import static dev.tideline.io.kafka.source.PaymentTopics.T0;
import static dev.tideline.io.kafka.source.Polled.STRIDE;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.tideline.io.kafka.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class PolledTest {

  private static final TopicPartition A = new TopicPartition("payments", 0);
  private static final TopicPartition B = new TopicPartition("payments", 1);
  private static final long NOBODY = Long.MAX_VALUE;

  private final Polled polled = new Polled();

  @Test
  void theOldestComesFirstUpToAStrideAheadOfTheOthers() {
    polled.add(A, records(T0, T0 + STRIDE, T0 + 3 * STRIDE));
    polled.add(B, records(T0 + 1, T0 + 2 * STRIDE));

    assertThat(next(NOBODY), is("A " + List.of(T0, T0 + STRIDE)));
    assertThat(next(NOBODY), is("B " + List.of(T0 + 1, T0 + 2 * STRIDE)));
    assertThat(next(NOBODY), is("A " + List.of(T0 + 3 * STRIDE)));
    assertThat(next(NOBODY), is(nullValue()));
  }

  @Test
  void oneOfWhichMoreIsToComeIsWaitedForOnceItIsAStrideBehind() {
    polled.add(A, records(T0, T0 + 1));

    assertThat(next(T0 - STRIDE - 1), is(nullValue()));
    assertThat(next(T0 - STRIDE), is("A " + List.of(T0)));
    assertThat(next(T0 - STRIDE), is(nullValue()));
    assertThat(next(NOBODY), is("A " + List.of(T0 + 1)));
  }

  @Test
  void oneOfWhichNothingIsKnownIsWaitedFor() {
    polled.add(A, records(T0));

    assertThat(next(Position.UNKNOWN), is(nullValue()));
  }

  @Test
  void aRecordWithoutATimeKeepsNobodyWaiting() {
    polled.add(A, records(-1, T0 + 2 * STRIDE));
    polled.add(B, records(T0));

    assertThat(next(NOBODY), is("A " + List.of(-1L)));
    assertThat(next(NOBODY), is("B " + List.of(T0)));
    assertThat(next(NOBODY), is("A " + List.of(T0 + 2 * STRIDE)));
  }

  @Test
  void manyComeInSeveralBatches() {
    long[] times = new long[501];
    Arrays.fill(times, T0);
    polled.add(A, records(times));

    assertThat(polled.next(NOBODY, Long.MAX_VALUE).records().size(), is(500));
    assertThat(polled.has(A), is(true));
    assertThat(polled.next(NOBODY, Long.MAX_VALUE).records().size(), is(1));
    assertThat(polled.isEmpty(), is(true));
  }

  private String next(long awaited) {
    Polled.Batch next = polled.next(awaited, Long.MAX_VALUE);
    return next == null
        ? null
        : (next.partition().equals(A) ? "A " : "B ")
            + next.records().stream().map(ConsumerRecord::timestamp).toList();
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(long... times) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (long time : times) {
      records.add(
          new ConsumerRecord<>(
              "payments",
              0,
              records.size(),
              time,
              TimestampType.CREATE_TIME,
              0,
              0,
              null,
              new byte[0],
              new RecordHeaders(),
              Optional.empty()));
    }
    return records;
  }
}
