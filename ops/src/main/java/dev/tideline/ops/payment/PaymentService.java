package dev.tideline.ops.payment;

import dev.tideline.ops.kafka.SignalFeed;
import dev.tideline.ops.kafka.SignalMessage;
import dev.tideline.ops.kafka.UnsecuredCluster;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Asks the fraud pipeline about each payment before it completes: sends it to the topic of the
 * payments, waits for its signal up to a deadline, then decides.
 *
 * <table>
 *   <caption>The decision</caption>
 *   <tr><td>a signal before the deadline</td><td>blocked, at once</td></tr>
 *   <tr><td>no signal, and the pipeline has read past the payment ({@link PipelineProbes})</td>
 *       <td>approved, at the deadline: this is what happens to honest payments</td></tr>
 *   <tr><td>no signal, and nothing is known of the pipeline</td>
 *       <td>timed out: what {@link WhenUnchecked} says</td></tr>
 * </table>
 *
 * <p>So failing open or closed is about a pipeline that is behind or dead, never about honest
 * payments. A signal that comes after the decision changes nothing, and is counted.
 *
 * <p>An id may be used again, so a payment is blocked only by a signal of its id, made at its time;
 * and of its card, if it carries a {@code card_token}. Of a {@code card_number} the service can't
 * know the token, for which it would need the key: payments by such numbers that share id and time
 * are one to it.
 */
public final class PaymentService implements AutoCloseable {

  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private final ServicePolicy policy;
  private final Clock clock;
  private final PipelineProbes probes;
  private final Producer<byte[], byte[]> producer;
  private final SignalFeed watch;
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

  /** Those without a decision, and for a while those that got one without a signal. */
  private final Map<Asked, Waiting> payments = new HashMap<>();

  private final Map<Decision, Long> decisions = new EnumMap<>(Decision.class);
  private long lateSignals;

  /** A payment that may get a signal; {@link #offset} is -1 until the cluster has it. */
  private static final class Waiting {
    private final CompletableFuture<Decision> decision = new CompletableFuture<>();
    private int partition;
    private long offset = -1;
  }

  private PaymentService(
      UnsecuredCluster cluster, ServicePolicy policy, ProbeStore store, Clock clock) {
    this.policy = policy;
    this.clock = clock;
    this.probes =
        new PipelineProbes(UnsecuredCluster.PAYMENTS, UUID.randomUUID().toString(), store);
    this.producer = cluster.producer(0);
    this.watch = SignalFeed.of(cluster, this::note);
  }

  /** Opens a service on topics that are there, and begins to probe. */
  public static PaymentService open(
      UnsecuredCluster cluster, ServicePolicy policy, ProbeStore store, Clock clock) {
    PaymentService service = new PaymentService(cluster, policy, store, clock);
    service.timer.setRemoveOnCancelPolicy(true);
    for (int i = 1; i < policy.threshold(); i++) {
      service.probe();
    }
    long every = policy.probeEvery().toMillis();
    // Its failures end the probing, and with it all approval: nothing is hidden.
    var unused = service.timer.scheduleAtFixedRate(service::probe, 0, every, TimeUnit.MILLISECONDS);
    return service;
  }

  private void probe() {
    for (var partition : producer.partitionsFor(UnsecuredCluster.PAYMENTS)) {
      probes.send(partition.partition(), clock.millis(), producer);
    }
  }

  /**
   * Hands a payment over.
   *
   * @param paymentId its id; what is handed over again within some minutes, with the same time and
   *     card, is the same payment
   * @param payload its JSON
   * @return its decision, by the deadline
   * @throws IllegalStateException if signals are no longer received, with the reason
   */
  @SuppressWarnings("FutureReturnValueIgnored") // of a payment not taken nothing is ever known
  public CompletableFuture<Decision> decide(String paymentId, byte[] payload) {
    watch.mustRun(); // or no signal would ever be received
    Asked asked = Asked.of(paymentId, payload);
    Waiting waiting = new Waiting();
    synchronized (this) {
      Waiting before = payments.putIfAbsent(asked, waiting);
      if (before != null) {
        return before.decision;
      }
    }
    after(policy.deadline(), () -> deadline(asked)); // sending may wait for the cluster
    producer.send(
        new ProducerRecord<>(UnsecuredCluster.PAYMENTS, payload),
        (taken, refused) -> {
          if (refused == null) {
            located(waiting, taken.partition(), taken.offset());
          }
        });
    return waiting.decision;
  }

  private void after(Duration delay, Runnable work) {
    var unused = timer.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void located(Waiting waiting, int partition, long offset) {
    waiting.partition = partition;
    waiting.offset = offset;
  }

  private synchronized void note(SignalMessage signal) {
    if (PipelineProbes.isProbe(signal.paymentId())) {
      probes.note(signal.paymentId());
      return;
    }
    Asked ofCard = Asked.of(signal);
    Waiting waiting = payments.remove(ofCard);
    if (waiting == null) {
      waiting = payments.remove(ofCard.byNumber());
    }
    if (waiting == null) {
      return; // another service's, or raised once more
    }
    if (waiting.decision.isDone()) {
      lateSignals++;
    } else {
      count(waiting, Decision.BLOCKED);
    }
  }

  private synchronized void deadline(Asked asked) {
    Waiting waiting = payments.get(asked);
    if (waiting == null) {
      return; // there was a signal
    }
    boolean checked = waiting.offset >= 0 && probes.passed(waiting.partition, waiting.offset);
    count(waiting, checked ? Decision.APPROVED : policy.whenUnchecked().decision());
    after(REMEMBERED, () -> forget(asked));
  }

  private synchronized void forget(Asked asked) {
    payments.remove(asked);
  }

  private void count(Waiting waiting, Decision decision) {
    decisions.merge(decision, 1L, Long::sum);
    waiting.decision.complete(decision);
  }

  /** What became of the payments so far. */
  public synchronized DecisionCounts counts() {
    return new DecisionCounts(decisions, lateSignals);
  }

  /** Stops; payments without a decision never get one. */
  @Override
  public void close() {
    timer.shutdownNow();
    watch.close();
    producer.close();
  }
}
