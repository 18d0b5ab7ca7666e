package dev.tideline.pipelines;

import dev.tideline.fraud.FraudPolicy;
import dev.tideline.fraud.FraudSignal;
import dev.tideline.fraud.FraudVelocity;
import dev.tideline.fraud.card.StateRetention;
import dev.tideline.payment.AllPaymentsRules;
import dev.tideline.payment.PaymentView;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.options.RunMode;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.pipelines.run.Launcher;
import dev.tideline.pipelines.spec.PipelineCommand;
import dev.tideline.pipelines.spec.PipelineGraph;
import dev.tideline.pipelines.spec.PipelineSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Flags the payments of cards that pay suspiciously often. */
@Command(description = "Flags the payments of cards that made many within 60 s.%n")
public final class FraudVelocityMain implements PipelineCommand<PaymentView, FraudSignal> {

  @Mixin private FraudOptions fraud;
  @Mixin private CardKeyOption cardKey;

  /** Runs it and ends the process. */
  public static void main(String[] arguments) {
    System.exit(Launcher.terminal().run(new FraudVelocityMain(), arguments));
  }

  @Override
  public PipelineSpec<PaymentView, FraudSignal> spec() {
    return Pipelines.FRAUD_VELOCITY;
  }

  @Override
  public PipelineGraph<PaymentView, FraudSignal> graph(RunSettings run, Mistakes mistakes) {
    FraudPolicy policy = fraud.policy(run, mistakes);
    PipelineGraph<PaymentView, FraudSignal> graph =
        PipelineGraph.of(
            stores -> new AllPaymentsRules(stores, run.latenessByTolerance()),
            (decoder, rules) ->
                signals(
                    FraudVelocity.of(
                        decoder, rules, policy.keeping(StateRetention.of(decoder.copies()))),
                    run.mode()));
    return graph.withTokens(cardKey.tokens(mistakes));
  }

  private static <T> FraudVelocity<T> signals(FraudVelocity<T> all, RunMode mode) {
    return mode.bounded() ? all.keepingFinalOnly() : all;
  }
}
