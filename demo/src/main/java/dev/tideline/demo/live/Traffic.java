package dev.tideline.demo.live;

import dev.tideline.demo.latency.Latencies;
import dev.tideline.demo.replay.Message;
import dev.tideline.json.Timestamps;
import dev.tideline.ops.kafka.LineFields;
import dev.tideline.ops.kafka.SignalMessage;
import dev.tideline.ops.kafka.UnsecuredCluster;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * What was sent and what was signalled: how many, and how long a signal took from the moment the
 * payment was sent that caused it. The clock of a replayed topic stands for another day, so the
 * moments of sending are remembered here.
 */
final class Traffic {

  /** The pipeline has caught up this long after its first signal, ms; then latencies count. */
  private static final long CATCHING_UP = 5_000;

  /** Of so many payments the time of sending is remembered: a signal comes soon or never. */
  private static final int REMEMBERED = 200_000;

  private record Payment(long ingestTime, long sentAt) {}

  private final Clock clock;
  private final Map<String, Payment> payments = new HashMap<>();
  private final Queue<String> remembered = new ArrayDeque<>();
  private final Map<String, Long> byTopic = new HashMap<>();
  private final Set<String> signalled = new HashSet<>();
  private final Latencies latencies = new Latencies();
  private long firstSignal = Long.MAX_VALUE;
  private long now;

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
        remembered.add(id);
        if (remembered.size() > REMEMBERED) {
          payments.remove(remembered.remove());
        }
      }
    }
    happened(message);
  }

  /** Clocks of devices may run ahead, and what happened long ago says nothing of now. */
  private void happened(Message message) {
    String time = LineFields.text(message.payload(), "event_time");
    try {
      if (time != null) {
        now = Math.max(now, Math.min(message.ingestTime(), Timestamps.parse(time)));
      }
    } catch (NumberFormatException broken) {
      // It is one of the broken records, which the pipelines are to find.
    }
  }

  /** What time it is in the day that is played: when the newest event happened that was sent. */
  synchronized long clock() {
    return now;
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
