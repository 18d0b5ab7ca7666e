package dev.tideline.demo.replay;

import dev.tideline.demo.OpenLoop;
import dev.tideline.ops.kafka.UnsecuredCluster;
import dev.tideline.ops.kafka.UnsecuredCluster.Stamped;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends the messages of a data set to their topics: bytes unchanged, each to its own partition,
 * stamped with the time at which it was ingested, whatever time it is now.
 */
public final class Replayer {

  private static final int LINGER = 5; // ms

  private final UnsecuredCluster cluster;

  /** Sends to a cluster. */
  public Replayer(UnsecuredCluster cluster) {
    this.cluster = cluster;
  }

  /** Creates the topics of a data set, unless they are there. */
  public void createTopics(int partitions) throws InterruptedException {
    for (String topic : List.of(UnsecuredCluster.ORDERS, UnsecuredCluster.PAYMENTS)) {
      cluster.createTopic(topic, partitions, Stamped.CreateTime);
    }
    cluster.createTopic(UnsecuredCluster.REJECTED_ORDERS, 1, Stamped.LogAppendTime);
    cluster.createTopic(UnsecuredCluster.REJECTED_PAYMENTS, 1, Stamped.LogAppendTime);
    cluster.createTopic(UnsecuredCluster.SIGNALS, partitions, Stamped.LogAppendTime);
  }

  /** Where messages come from. */
  @FunctionalInterface
  public interface Messages {
    /** The next one, or null after the last one. */
    Message next() throws IOException;

    /** Those of a list. */
    static Messages of(List<Message> messages) {
      Iterator<Message> rest = messages.iterator();
      return () -> rest.hasNext() ? rest.next() : null;
    }
  }

  /**
   * Sends all messages, and returns when the cluster has them.
   *
   * @param pace when each is due
   * @param sending is told of each message when it is sent, on this thread
   * @return how many there were
   * @throws IOException if they can't be read, or one was not taken
   */
  @SuppressWarnings("FutureReturnValueIgnored") // what it would tell, the callback is told
  public long send(Messages messages, OpenLoop pace, Consumer<Message> sending)
      throws IOException, InterruptedException {
    AtomicReference<Exception> failure = new AtomicReference<>();
    long sent = 0;
    try (Producer<byte[], byte[]> producer = cluster.producer(LINGER)) {
      for (Message message = messages.next();
          message != null && failure.get() == null;
          message = messages.next()) {
        pace.await();
        sending.accept(message);
        producer.send(
            record(message),
            (taken, refused) -> {
              if (refused != null) {
                failure.compareAndSet(null, refused);
              }
            });
        sent++;
      }
      producer.flush();
    }
    if (failure.get() != null) {
      throw new IOException("a record was not taken: " + failure.get().getMessage(), failure.get());
    }
    return sent;
  }

  private static ProducerRecord<byte[], byte[]> record(Message message) {
    return new ProducerRecord<>(
        message.topic(), message.partition(), message.ingestTime(), null, message.payload());
  }
}
