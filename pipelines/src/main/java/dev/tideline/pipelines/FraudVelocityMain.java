package dev.tideline.pipelines;

import dev.tideline.admission.Outcome;
import dev.tideline.event.RecordDecoder;
import dev.tideline.fraud.FraudPolicy;
import dev.tideline.fraud.FraudSignal;
import dev.tideline.fraud.FraudVelocity;
import dev.tideline.payment.AllPaymentsRules;
import dev.tideline.payment.CardTokens;
import dev.tideline.payment.PaymentView;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.pipelines.run.Launcher;
import dev.tideline.pipelines.spec.PipelineCommand;
import dev.tideline.pipelines.spec.PipelineGraph;
import dev.tideline.pipelines.spec.PipelineSpec;
import dev.tideline.store.Stores;
import dev.tideline.windowing.Lateness;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
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
    return new Graph(run, fraud.policy(run, mistakes), cardKey.tokens(mistakes));
  }

  private record Graph(RunSettings run, FraudPolicy policy, CardTokens tokens)
      implements PipelineGraph<PaymentView, FraudSignal> {

    @Override
    public AllPaymentsRules rules(Stores stores) {
      return new AllPaymentsRules(stores, run.lateness(Lateness.tolerance()));
    }

    @Override
    public <T> PTransform<PCollection<T>, Outcome<FraudSignal>> over(
        RecordDecoder<T, PaymentView> decoder, Stores stores) {
      FraudVelocity<T> signals = FraudVelocity.of(decoder, rules(stores), policy);
      return run.mode().bounded() ? signals.keepingFinalOnly() : signals;
    }
  }
}
