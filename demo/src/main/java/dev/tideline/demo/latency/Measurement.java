package dev.tideline.demo.latency;

import dev.tideline.demo.OpenLoop;
import dev.tideline.ops.kafka.SignalMessage;
import dev.tideline.ops.kafka.UnsecuredCluster;
import java.io.IOException;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends payments by a schedule and notes how long the signal of each one took, from the append of
 * the payment to the append of its signal, both by the broker's clock. Those before a number only
 * warm up.
 */
final class Measurement implements AutoCloseable {

  private final Producer<byte[], byte[]> producer;
  private final int partitions;
  private final Load load;
  private final BitSet signalled = new BitSet();
  private final Latencies latencies = new Latencies();
  private int firstMeasured = Integer.MAX_VALUE;

  Measurement(UnsecuredCluster cluster, Load load) {
    this.producer = cluster.producer(0);
    this.partitions = producer.partitionsFor(UnsecuredCluster.PAYMENTS).size();
    this.load = load;
  }

  /** Takes note of a signal. Of two of one payment only the first counts. */
  synchronized void note(SignalMessage signal) {
    int number = Load.number(signal.paymentId());
    if (!signalled.get(number)) {
      signalled.set(number);
      if (number >= firstMeasured) {
        latencies.add(signal.appendedAt() - signal.causedAt());
      }
    }
  }

  /** From this number on signals are measured. */
  synchronized void measureFrom(int number) {
    firstMeasured = number;
  }

  /** How many payments have had a signal, of those before a number. */
  synchronized int signalledBefore(int number) {
    return signalled.get(0, number).cardinality();
  }

  Latencies latencies() {
    return latencies;
  }

  /**
   * Sends payments, and returns when the broker has them.
   *
   * @param from the number of the first one
   * @param to the number past the last one
   */
  @SuppressWarnings("FutureReturnValueIgnored") // what it would tell, the callback is told
  void send(int from, int to, OpenLoop pace) throws IOException, InterruptedException {
    AtomicReference<Exception> failure = new AtomicReference<>();
    for (int number = from; number < to && failure.get() == null; number++) {
      pace.await();
      byte[] payment = load.payment(number, System.currentTimeMillis());
      producer.send(
          new ProducerRecord<>(UnsecuredCluster.PAYMENTS, number % partitions, null, payment),
          (taken, refused) -> {
            if (refused != null) {
              failure.compareAndSet(null, refused);
            }
          });
    }
    producer.flush();
    if (failure.get() != null) {
      throw new IOException("a payment was not taken", failure.get());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
