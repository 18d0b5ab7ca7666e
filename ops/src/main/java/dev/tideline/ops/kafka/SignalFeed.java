package dev.tideline.ops.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;

/** Follows the topic of the signals on a thread of its own, from the moment it is opened. */
public final class SignalFeed implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
  private final CompletableFuture<Void> done;

  private SignalFeed(UnsecuredCluster cluster, Consumer<SignalMessage> listener) {
    this.consumer = cluster.consumerFromNow(UnsecuredCluster.SIGNALS);
    this.done = CompletableFuture.runAsync(() -> follow(listener), SignalFeed::onOwnThread);
  }

  /**
   * Begins to follow.
   *
   * @param listener is told of each signal, on the feed's thread
   */
  public static SignalFeed of(UnsecuredCluster cluster, Consumer<SignalMessage> listener) {
    return new SignalFeed(cluster, listener);
  }

  private static void onOwnThread(Runnable work) {
    Thread thread = new Thread(work, "signal-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void follow(Consumer<SignalMessage> listener) {
    try (consumer) {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
          SignalMessage.read(message).ifPresent(listener);
        }
      }
    } catch (WakeupException closed) {
      // by close()
    }
  }

  /**
   * Sees to it that it still follows.
   *
   * @throws IllegalStateException if it does not, with the reason
   */
  public void mustRun() {
    if (done.isCompletedExceptionally()) {
      Throwable reason = done.handle((unused, failure) -> failure).join();
      throw new IllegalStateException(
          "signals are no longer received: " + reason.getMessage(), reason);
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    done.exceptionally(seenByMustRun -> null).join();
  }
}
