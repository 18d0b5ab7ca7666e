package dev.tideline.ops.stability;

import dev.tideline.fraud.FraudPolicy;
import dev.tideline.fraud.card.StateRetention;
import dev.tideline.hindsight.DecideAgain;
import dev.tideline.hindsight.HindsightRow;
import dev.tideline.payment.PaymentView;
import dev.tideline.pipelines.CardKeyOption;
import dev.tideline.pipelines.FraudOptions;
import dev.tideline.pipelines.Pipelines;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.options.RunMode;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.pipelines.run.Launcher;
import dev.tideline.pipelines.spec.PipelineCommand;
import dev.tideline.pipelines.spec.PipelineGraph;
import dev.tideline.pipelines.spec.PipelineSpec;
import dev.tideline.pipelines.spec.RowSink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reports how many decisions on payments would have differed with perfect arrival order. */
@Command(
    description =
        "Reports how many decisions of fraud-velocity would have differed with perfect arrival"
            + " order, and the money in them.%n")
public final class FraudHindsightMain implements PipelineCommand<PaymentView, HindsightRow> {

  private static final PipelineSpec<PaymentView, HindsightRow> SPEC =
      new PipelineSpec<>(
          "fraud-stability",
          "decisions of fraud-velocity in hindsight",
          Pipelines.FRAUD_VELOCITY.reads(),
          Pipelines.FRAUD_VELOCITY.defaults(),
          HindsightRow.FORMAT,
          RowSink.table(HindsightRow.FORMAT),
          DecisionTotals::new,
          FraudHindsightMain::new);

  @Mixin private FraudOptions fraud;
  @Mixin private CardKeyOption cardKey;

  /** Runs it and ends the process. */
  public static void main(String[] args) {
    System.exit(Launcher.terminal().run(new FraudHindsightMain(), args));
  }

  @Override
  public PipelineSpec<PaymentView, HindsightRow> spec() {
    return SPEC;
  }

  @Override
  public String usage() {
    return "scripts/stability " + Pipelines.FRAUD_VELOCITY.name();
  }

  @Override
  public PipelineGraph<PaymentView, HindsightRow> graph(RunSettings run, Mistakes mistakes) {
    if (!(run.mode() instanceof RunMode.Batch)) {
      mistakes.add("one looks back when all is there: --mode batch without --every");
    }
    long asOf = run.asOf() == null ? Long.MAX_VALUE : run.asOf();
    FraudPolicy policy = fraud.policy(StateRetention.unlimited(), mistakes);
    PipelineGraph<PaymentView, HindsightRow> graph =
        PipelineGraph.of(
            stores -> DecideAgain.rules(stores, asOf),
            (decoder, rules) -> DecideAgain.of(decoder, rules, policy));
    return graph.withTokens(cardKey.tokens(mistakes));
  }
}
