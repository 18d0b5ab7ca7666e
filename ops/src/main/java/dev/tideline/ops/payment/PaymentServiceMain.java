package dev.tideline.ops.payment;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.json.JsonText;
import dev.tideline.ops.kafka.LineFields;
import dev.tideline.ops.kafka.UnsecuredCluster;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The payment service as a command: payments in, decisions out, a line each. */
@Command(
    name = "payment-service",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    description =
        "Reads payments from stdin, a JSON object a line, asks the fraud pipeline about each by way"
            + " of payments.v1 and fraud-signals.v1, and prints its decision as a line of JSON.")
public final class PaymentServiceMain implements Programs.Program {

  @Option(
      names = "--bootstrap-servers",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Where Kafka is.")
  private String bootstrapServers;

  @Option(
      names = "--deadline-ms",
      paramLabel = "MS",
      description = "How long a payment waits for its signal.")
  private long deadline = 2_000;

  @Option(
      names = "--when-unchecked",
      description = "${COMPLETION-CANDIDATES}: what is done when the pipeline is behind or dead.")
  private WhenUnchecked whenUnchecked = WhenUnchecked.APPROVE;

  @Option(
      names = "--threshold",
      paramLabel = "N",
      description = "The threshold that fraud-velocity runs with.")
  private int threshold = 5;

  @Option(
      names = "--probe-store",
      required = true,
      paramLabel = "ID",
      description =
          "A store of the pipeline's that stays open and keeps its currency, for the probes"
              + " that show how far it is.")
  private String storeId;

  @Option(
      names = "--probe-currency",
      required = true,
      paramLabel = "CODE",
      description = "The currency of that store.")
  private String currency;

  /** Runs the command and ends with its exit status: 0 done, 2 bad options, 1 anything else. */
  public static void main(String[] arguments) {
    System.exit(Programs.run(new PaymentServiceMain(), arguments));
  }

  @Override
  public List<String> mistakes() {
    List<String> mistakes = new ArrayList<>();
    if (deadline < 100 || deadline > 60_000) {
      mistakes.add("--deadline-ms must be from 100 to 60000, not " + deadline);
    }
    if (threshold < 1 || threshold > 100) {
      mistakes.add("--threshold must be from 1 to 100, not " + threshold);
    }
    return mistakes;
  }

  @Override
  public ExitCode run() throws IOException {
    Duration probeEvery = Duration.ofMillis(Math.min(500, deadline / 4));
    ServicePolicy policy =
        new ServicePolicy(Duration.ofMillis(deadline), whenUnchecked, threshold, probeEvery);
    ProbeStore store = new ProbeStore(storeId, currency);
    List<CompletableFuture<Void>> printed = new ArrayList<>();
    UnsecuredCluster cluster = new UnsecuredCluster(bootstrapServers);
    cluster.partitions(UnsecuredCluster.PAYMENTS); // both must be there
    cluster.partitions(UnsecuredCluster.SIGNALS);
    try (PaymentService service = PaymentService.open(cluster, policy, store, Clock.systemUTC())) {
      BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        byte[] payload = line.getBytes(UTF_8);
        String id = LineFields.text(payload, "payment_id");
        if (id == null) {
          System.err.println("A line that is no payment was passed over.");
          continue;
        }
        printed.removeIf(CompletableFuture::isDone);
        printed.add(service.decide(id, payload).thenAccept(decision -> print(id, decision)));
      }
      printed.forEach(CompletableFuture::join);
      System.err.println(service.counts());
    }
    return ExitCode.OK;
  }

  private static void print(String id, Decision decision) {
    System.out.println(
        JsonText.object(
            json -> {
              json.text("payment_id", id);
              json.text("decision", decision.name());
            }));
  }
}
