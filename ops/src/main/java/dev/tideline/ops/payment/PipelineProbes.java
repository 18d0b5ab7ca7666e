package dev.tideline.ops.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.json.JsonText;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How far the pipeline has read, found out from outside: every now and then a payment of a card
 * that pays far too often goes to each partition. When its signal is back, the pipeline has read
 * the partition up to there, and all that lies between the two topics works.
 *
 * <p>Silence alone would say nothing: honest payments have no signal, and with a dead pipeline no
 * payment has one. The position of the pipeline's consumer group would tell as much, but it moves
 * on with checkpoints only, seconds late.
 *
 * <p>A pipeline whose workers are not equally fast may answer a probe before it has looked at a
 * payment just in front of it. So a decision is not made when a probe is back, but at the deadline.
 *
 * <p>The probes' cards are tokens that no card number has, and their payments can be told by their
 * ids; no order belongs to them.
 */
final class PipelineProbes {

  private static final String PREFIX = "probe-";

  /** Past so many that were never answered, the pipeline is dead, and they are forgotten. */
  private static final int MOST_UNDER_WAY = 10_000;

  private final String topic;
  private final String run;
  private final ProbeStore store;
  private final AtomicLong number = new AtomicLong();
  private final Map<String, Position> under = new ConcurrentHashMap<>();
  private final Map<Integer, Long> read = new ConcurrentHashMap<>();

  private record Position(int partition, long offset) {}

  /**
   * Makes probes.
   *
   * @param topic of the payments
   * @param run what no other service calls its probes
   */
  PipelineProbes(String topic, String run, ProbeStore store) {
    this.topic = topic;
    this.run = run;
    this.store = store;
  }

  /** Sends a probe to a partition, at a time (ms since the epoch). */
  @SuppressWarnings("FutureReturnValueIgnored") // a probe that is not taken proves nothing
  void send(int partition, long now, Producer<byte[], byte[]> producer) {
    if (under.size() > MOST_UNDER_WAY) {
      under.clear();
    }
    String id = PREFIX + run + "-" + partition + "-" + number.getAndIncrement();
    producer.send(
        new ProducerRecord<>(topic, partition, null, payment(id, partition, now)),
        (taken, refused) -> {
          if (refused == null) {
            under.put(id, new Position(partition, taken.offset()));
          }
        });
  }

  /** Takes note of a signal, if it is that of a probe. */
  void note(String paymentId) {
    Position position = under.remove(paymentId);
    if (position != null) {
      read.merge(position.partition, position.offset, Math::max);
    }
  }

  /** Whether a payment is no customer's. */
  static boolean isProbe(String paymentId) {
    return paymentId.startsWith(PREFIX);
  }

  /** Whether the pipeline has read a partition past an offset. */
  boolean passed(int partition, long offset) {
    return read.getOrDefault(partition, -1L) > offset;
  }

  private byte[] payment(String id, int partition, long now) {
    return JsonText.object(
            json -> {
              json.text("payment_id", id);
              json.text("order_id", id);
              json.text("card_token", "%032x".formatted(partition));
              json.text("store_id", store.storeId());
              json.text("gateway", "probe");
              json.amount("amount", 1);
              json.text("currency", store.currency());
              json.time("event_time", now);
            })
        .getBytes(UTF_8);
  }
}
