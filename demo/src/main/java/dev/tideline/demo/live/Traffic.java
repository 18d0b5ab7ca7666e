package dev.tideline.demo.live;

import dev.tideline.demo.latency.Latencies;
import dev.tideline.demo.replay.Message;
import dev.tideline.ops.kafka.LineFields;
import dev.tideline.ops.kafka.SignalMessage;
import dev.tideline.ops.kafka.UnsecuredCluster;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What was sent and what was signalled: how many, and how long a signal took from the moment the
 * payment was sent that caused it. The clock of a replayed topic stands for another day, so the
 * moments of sending are remembered here.
 */
final class Traffic {

  /** The pipeline has caught up this long after its first signal, ms; then latencies count. */
  private static final long CATCHING_UP = 5_000;

  private record Payment(long ingestTime, long sentAt) {}

  private final Clock clock;
  private final Map<String, Payment> payments = new HashMap<>();
  private final Map<String, Long> byTopic = new HashMap<>();
  private final Set<String> signalled = new HashSet<>();
  private final Latencies latencies = new Latencies();
  private long firstSignal = Long.MAX_VALUE;

  Traffic(Clock clock) {
    this.clock = clock;
  }

  /** Takes note of a message that is being sent. */
  synchronized void note(Message message) {
    byTopic.merge(message.topic(), 1L, Long::sum);
    if (message.topic().equals(UnsecuredCluster.PAYMENTS)) {
      String id = LineFields.text(message.payload(), "payment_id");
      if (id != null) { // of duplicates the last one sent: ingest times tell which one it was
        payments.put(id, new Payment(message.ingestTime(), clock.millis()));
      }
    }
  }

  /** Takes note of a signal; only one that its own payment caused tells a latency. */
  synchronized void note(SignalMessage signal) {
    firstSignal = Math.min(firstSignal, signal.appendedAt());
    signalled.add(signal.paymentId());
    Payment payment = payments.get(signal.paymentId());
    if (payment != null
        && payment.ingestTime == signal.causedAt()
        && payment.sentAt > firstSignal + CATCHING_UP) {
      latencies.add(signal.appendedAt() - payment.sentAt);
    }
  }

  /** How many messages were sent to a topic. */
  synchronized long to(String topic) {
    return byTopic.getOrDefault(topic, 0L);
  }

  /** How many payments have a signal. */
  synchronized int signals() {
    return signalled.size();
  }

  Latencies latencies() {
    return latencies;
  }
}
