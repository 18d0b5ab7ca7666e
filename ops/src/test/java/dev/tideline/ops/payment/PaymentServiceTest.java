package dev.tideline.ops.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.broker.Broker;
import dev.tideline.ops.kafka.UnsecuredCluster;
import dev.tideline.ops.kafka.UnsecuredCluster.Stamped;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaymentServiceTest {

  private static final int THRESHOLD = 3;
  private static final Duration DEADLINE = Duration.ofSeconds(1);
  private static final Duration SOON = Duration.ofMillis(200);
  private static final ProbeStore STORE = new ProbeStore("berlin", "EUR");
  private static final String HONEST = "%032x".formatted(0xA);
  private static final String FRAUDULENT = "%032x".formatted(0xB);

  @TempDir private Path folder;
  private Broker broker;
  private UnsecuredCluster cluster;

  @BeforeEach
  void startBroker() throws Exception {
    broker = Broker.start(folder.resolve("broker"));
    cluster = new UnsecuredCluster(broker.bootstrapServers());
    cluster.createTopic(UnsecuredCluster.PAYMENTS, 2, Stamped.LogAppendTime);
    cluster.createTopic(UnsecuredCluster.SIGNALS, 2, Stamped.LogAppendTime);
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  @Test
  void honestPaymentsAreApprovedAndSuspiciousOnesBlocked() throws Exception {
    try (StandInPipeline pipeline = StandInPipeline.start(cluster, THRESHOLD)) {
      Duration deadline = Duration.ofMillis(500);
      for (int attempt = 1; !decidesInTime(pipeline, deadline, attempt); attempt++) {
        deadline = deadline.multipliedBy(2); // a busy machine wants longer to answer
      }
    }
  }

  /** Whether all was answered before the deadline; if so, every decision was the right one. */
  private boolean decidesInTime(StandInPipeline pipeline, Duration deadline, int attempt)
      throws Exception {
    String honestCard = "%032x".formatted(0xA00 + attempt);
    String fraudulentCard = "%032x".formatted(0xB00 + attempt);
    try (PaymentService service = open(WhenUnchecked.BLOCK, deadline)) {
      pipeline.mustRun();
      CompletableFuture<Decision> honest = decide(service, "h" + attempt, honestCard);
      for (int i = 1; i < THRESHOLD; i++) {
        decide(service, "f%d-%d".formatted(attempt, i), fraudulentCard).get();
      }
      CompletableFuture<Decision> suspicious = decide(service, "f" + attempt, fraudulentCard);
      CompletableFuture.allOf(honest, suspicious).join();
      if (service.counts().timedOut() > 0) {
        return false;
      }

      assertThat(honest.get(), is(Decision.APPROVED));
      assertThat(suspicious.get(), is(Decision.BLOCKED));
      assertThat(service.counts().of(Decision.APPROVED), is((long) THRESHOLD));
      assertThat(service.counts().of(Decision.BLOCKED), is(1L));
      return true;
    }
  }

  @Test
  void withADeadPipelineAShopThatFailsOpenApproves() throws Exception {
    try (PaymentService service = open(WhenUnchecked.APPROVE, DEADLINE)) {
      Decision decision = decide(service, "h1", HONEST).get();

      assertThat(decision, is(Decision.APPROVED_UNCHECKED));
      assertThat(decision.approved(), is(true));
      assertThat(service.counts().timedOut(), is(1L));
      assertThat(service.counts().of(Decision.APPROVED), is(0L));
    }
  }

  @Test
  void withADeadPipelineAShopThatFailsClosedBlocks() throws Exception {
    try (PaymentService service = open(WhenUnchecked.BLOCK, DEADLINE)) {
      Decision decision = decide(service, "h1", HONEST).get();

      assertThat(decision, is(Decision.BLOCKED_UNCHECKED));
      assertThat(decision.approved(), is(false));
      assertThat(service.counts().timedOut(), is(1L));
      assertThat(service.counts().of(Decision.BLOCKED), is(0L));
    }
  }

  @Test
  void aPipelineThatDiesAfterItAnsweredIsNotTakenToBeAlive() throws Exception {
    try (PaymentService service = open(WhenUnchecked.BLOCK, DEADLINE)) {
      try (StandInPipeline pipeline = StandInPipeline.start(cluster, THRESHOLD)) {
        awaitAnswers(pipeline, service);
      }

      assertThat(decide(service, "h2", HONEST).get(), is(Decision.BLOCKED_UNCHECKED));
    }
  }

  @Test
  void aSignalAfterTheDecisionIsCountedAndChangesNothing() throws Exception {
    try (PaymentService service = open(WhenUnchecked.APPROVE, DEADLINE)) {
      for (int i = 1; i <= THRESHOLD; i++) {
        CompletableFuture<Decision> decision = decide(service, "f" + i, FRAUDULENT);
        assertThat(decision.get(), is(Decision.APPROVED_UNCHECKED));
      }

      try (StandInPipeline late = StandInPipeline.start(cluster, THRESHOLD)) {
        while (service.counts().lateSignals() == 0) {
          late.mustRun();
          Thread.sleep(20);
        }
      }

      assertThat(service.counts().of(Decision.APPROVED_UNCHECKED), is((long) THRESHOLD));
      assertThat(service.counts().of(Decision.BLOCKED), is(0L));
    }
  }

  @Test
  void paymentsThatShareAnIdAreDecidedEachByItsOwnSignal() throws Exception {
    try (PaymentService service = open(WhenUnchecked.APPROVE, DEADLINE)) {
      CompletableFuture<Decision> berlin = decide(service, "shared", HONEST);
      CompletableFuture<Decision> boston = decide(service, "shared", FRAUDULENT);
      assertThat(decide(service, "shared", HONEST), is(berlin));
      CompletableFuture.allOf(berlin, boston).join();
      assertThat(service.counts().of(Decision.APPROVED_UNCHECKED), is(2L));

      try (StandInPipeline late = StandInPipeline.start(cluster, 1)) { // it signals both
        while (service.counts().lateSignals() < 2) {
          late.mustRun();
          Thread.sleep(20);
        }
      }
    }
  }

  private PaymentService open(WhenUnchecked whenUnchecked, Duration deadline) {
    ServicePolicy policy = new ServicePolicy(deadline, whenUnchecked, THRESHOLD, SOON);
    return PaymentService.open(cluster, policy, STORE, Clock.systemUTC());
  }

  /** Until the pipeline has come up. */
  private static void awaitAnswers(StandInPipeline pipeline, PaymentService service)
      throws Exception {
    Decision decision = null;
    for (int i = 0; decision != Decision.APPROVED; i++) {
      pipeline.mustRun();
      decision = decide(service, "first-" + i, "%032x".formatted(0x100 + i)).get();
    }
  }

  private static CompletableFuture<Decision> decide(
      PaymentService service, String id, String card) {
    String payment =
        "{\"payment_id\":\"%s\",\"card_token\":\"%s\",\"event_time\":\"%s\"}"
            .formatted(id, card, "2026-03-17T09:00:00Z");
    return service.decide(id, payment.getBytes(UTF_8));
  }
}
