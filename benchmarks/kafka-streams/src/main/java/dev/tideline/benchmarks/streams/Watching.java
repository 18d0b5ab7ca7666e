package dev.tideline.benchmarks.streams;

import dev.tideline.benchmarks.peers.CardPayments;
import dev.tideline.benchmarks.peers.SignalRecords;
import dev.tideline.payment.CardToken;
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the latest payments of each card in a store, and sends a signal of those it flags. */
final class Watching implements Processor<CardToken, CardPayment, byte[], byte[]> {

  /** The name of the store. */
  static final String STORE = "cards";

  private static final Duration SWEEP = Duration.ofSeconds(30);

  private final String signals;
  private final int threshold;
  private final Runnable done;

  /** Up to when each partition has been read, ms since the epoch. */
  private final long[] progress;

  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<CardToken, CardPayments> cards;

  /**
   * Flags payments.
   *
   * @param signals the topic of signals
   * @param partitions of the topic of payments
   * @param done is run after each payment
   */
  Watching(String signals, int threshold, int partitions, Runnable done) {
    this.signals = signals;
    this.threshold = threshold;
    this.done = done;
    progress = new long[partitions];
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    cards = context.getStateStore(STORE);
    context.schedule(SWEEP, PunctuationType.WALL_CLOCK_TIME, now -> sweep());
  }

  @Override
  public void process(Record<CardToken, CardPayment> message) {
    CardToken card = message.key();
    CardPayment payment = message.value();
    CardPayments known = cards.get(card);
    CardPayments payments = known == null ? new CardPayments() : known;
    boolean added =
        payments.add(
            payment.id(),
            payment.time(),
            threshold,
            (id, time, score) -> send(card, id, time, score, payment.ingested()));
    if (added) {
      payments.forget(horizon());
      cards.put(card, payments);
    }
    progress[payment.partition()] = Math.max(progress[payment.partition()], payment.ingested());
    done.run();
  }

  private void send(CardToken card, String payment, long time, int score, long ingested) {
    ProducerRecord<byte[], byte[]> signal =
        SignalRecords.of(signals, card, payment, time, score, ingested);
    context.forward(new Record<>(signal.key(), signal.value(), ingested, signal.headers()));
  }

  /**
   * Up to when payments are of no use, ms since the epoch. Not by the time of the stream, which is
   * that of the partition which is furthest ahead: others may be hours behind it.
   */
  private long horizon() {
    return Arrays.stream(progress).min().orElseThrow() - CardPayments.KEPT;
  }

  private void sweep() {
    long horizon = horizon();
    try (KeyValueIterator<CardToken, CardPayments> all = cards.all()) {
      while (all.hasNext()) {
        KeyValue<CardToken, CardPayments> card = all.next();
        if (card.value.lastTime() <= horizon) {
          cards.delete(card.key);
        }
      }
    }
  }
}
