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
  private static final Duration DEADLINE = Duration.ofSeconds(3);
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
    try (StandInPipeline pipeline = StandInPipeline.start(cluster, THRESHOLD);
        PaymentService service = open(WhenUnchecked.BLOCK)) {
      awaitAnswers(pipeline, service);
      long before = service.counts().of(Decision.APPROVED);
      long unchecked = service.counts().timedOut();

      CompletableFuture<Decision> honest = decide(service, "h1", HONEST);
      for (int i = 1; i < THRESHOLD; i++) {
        decide(service, "f" + i, FRAUDULENT).get();
      }
      CompletableFuture<Decision> suspicious = decide(service, "f" + THRESHOLD, FRAUDULENT);

      assertThat(honest.get(), is(Decision.APPROVED));
      assertThat(suspicious.get(), is(Decision.BLOCKED));
      assertThat(service.counts().of(Decision.APPROVED), is(before + THRESHOLD));
      assertThat(service.counts().of(Decision.BLOCKED), is(1L));
      assertThat(service.counts().timedOut(), is(unchecked));
    }
  }

  @Test
  void withADeadPipelineAShopThatFailsOpenApproves() throws Exception {
    try (PaymentService service = open(WhenUnchecked.APPROVE)) {
      Decision decision = decide(service, "h1", HONEST).get();

      assertThat(decision, is(Decision.APPROVED_UNCHECKED));
      assertThat(decision.approved(), is(true));
      assertThat(service.counts().timedOut(), is(1L));
      assertThat(service.counts().of(Decision.APPROVED), is(0L));
    }
  }

  @Test
  void withADeadPipelineAShopThatFailsClosedBlocks() throws Exception {
    try (PaymentService service = open(WhenUnchecked.BLOCK)) {
      Decision decision = decide(service, "h1", HONEST).get();

      assertThat(decision, is(Decision.BLOCKED_UNCHECKED));
      assertThat(decision.approved(), is(false));
      assertThat(service.counts().timedOut(), is(1L));
      assertThat(service.counts().of(Decision.BLOCKED), is(0L));
    }
  }

  @Test
  void aPipelineThatDiesAfterItAnsweredIsNotTakenToBeAlive() throws Exception {
    try (PaymentService service = open(WhenUnchecked.BLOCK)) {
      try (StandInPipeline pipeline = StandInPipeline.start(cluster, THRESHOLD)) {
        awaitAnswers(pipeline, service);
      }

      assertThat(decide(service, "h2", HONEST).get(), is(Decision.BLOCKED_UNCHECKED));
    }
  }

  @Test
  void aSignalAfterTheDecisionIsCountedAndChangesNothing() throws Exception {
    try (PaymentService service = open(WhenUnchecked.APPROVE)) {
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

  private PaymentService open(WhenUnchecked whenUnchecked) {
    ServicePolicy policy = new ServicePolicy(DEADLINE, whenUnchecked, THRESHOLD, SOON);
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
    String payment = "{\"payment_id\":\"%s\",\"card_token\":\"%s\"}".formatted(id, card);
    return service.decide(id, payment.getBytes(UTF_8));
  }
}
