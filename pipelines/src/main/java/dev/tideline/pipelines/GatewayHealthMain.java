package dev.tideline.pipelines;

import dev.tideline.gateway.GatewayHealth;
import dev.tideline.gateway.GatewayRow;
import dev.tideline.payment.AllPaymentsRules;
import dev.tideline.payment.PaymentView;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.pipelines.run.Launcher;
import dev.tideline.pipelines.spec.PipelineCommand;
import dev.tideline.pipelines.spec.PipelineGraph;
import dev.tideline.pipelines.spec.PipelineSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reports whether a payment gateway is failing. */
@Command(description = "The last 5 minutes of each payment gateway beside the hour before.%n")
public final class GatewayHealthMain implements PipelineCommand<PaymentView, GatewayRow> {

  @Option(
      names = "--degraded-below",
      paramLabel = "PPM",
      defaultValue = "500000",
      description =
          "Call a gateway degraded whose last 5 minutes have less than so many millionths of the"
              + " payments of a twelfth of the hour before (default 500000).")
  private String degradedBelow;

  @Option(
      names = "--least-payments",
      paramLabel = "N",
      defaultValue = "60",
      description = "But only if that hour had N payments or more (default 60).")
  private String leastPayments;

  @Mixin private CardKeyOption cardKey;

  /** Runs it and ends the process. */
  public static void main(String[] arguments) {
    System.exit(Launcher.terminal().run(new GatewayHealthMain(), arguments));
  }

  @Override
  public PipelineSpec<PaymentView, GatewayRow> spec() {
    return Pipelines.GATEWAY_HEALTH;
  }

  @Override
  public PipelineGraph<PaymentView, GatewayRow> graph(RunSettings run, Mistakes mistakes) {
    Integer below = mistakes.number("--degraded-below", degradedBelow);
    Integer least = mistakes.number("--least-payments", leastPayments);
    PipelineGraph<PaymentView, GatewayRow> graph =
        PipelineGraph.of(
            stores -> new AllPaymentsRules(stores, run.latenessByTolerance()),
            (decoder, rules) ->
                GatewayHealth.of(decoder, rules, new GatewayRow.Thresholds(below, least)));
    return graph.withTokens(cardKey.tokens(mistakes));
  }
}
