package dev.tideline.ops.stability;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.fraud.FraudPolicy;
import dev.tideline.fraud.FraudRules;
import dev.tideline.fraud.StateRetention;
import dev.tideline.hindsight.DecideAgain;
import dev.tideline.hindsight.HindsightRow;
import dev.tideline.io.EventSource;
import dev.tideline.payment.CardTokens;
import dev.tideline.payment.PaymentView;
import dev.tideline.pipelines.FraudOptions;
import dev.tideline.pipelines.FraudVelocityMain;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.input.Inputs;
import dev.tideline.pipelines.options.RunOptions;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.pipelines.report.RowSums;
import dev.tideline.pipelines.run.Launcher;
import dev.tideline.pipelines.spec.PipelineCommand;
import dev.tideline.row.RowFormat;
import java.util.List;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says how many decisions on payments would have differed with perfect arrival order. */
@Command(
    description =
        "Says how many decisions of fraud-velocity would have differed with perfect arrival order,"
            + " and the money in them.%n",
    sortOptions = false)
public final class FraudHindsightMain implements PipelineCommand<HindsightRow> {

  @Mixin private RunOptions options;

  @Mixin private FraudOptions fraud;

  /** Runs it and ends the process. */
  public static void main(String[] args) {
    System.exit(Launcher.terminal().run(new FraudHindsightMain(), args));
  }

  @Override
  public String name() {
    return "fraud-stability";
  }

  @Override
  public String command() {
    return "scripts/stability fraud-velocity";
  }

  @Override
  public String topic() {
    return FraudVelocityMain.PACE.topic();
  }

  @Override
  public RunOptions options() {
    return options;
  }

  @Override
  public RowFormat<HindsightRow> format() {
    return HindsightRow.FORMAT;
  }

  @Override
  public Plan<HindsightRow> plan(RunSettings settings, Mistakes mistakes) {
    if (settings.streams() || settings.live() != null) {
      mistakes.add("one looks back when all is there: --mode batch without --every");
    }
    FraudPolicy policy = fraud.policy(StateRetention.unlimited(), mistakes);
    CardTokens tokens = fraud.tokens(mistakes);
    Inputs.Found<PaymentView> payments =
        Inputs.payments(settings, tokens, FraudVelocityMain.PACE, mistakes);
    if (!mistakes.none()) {
      return null;
    }
    FraudRules rules =
        DecideAgain.rules(
            payments.stores(), settings.asOf() == null ? Long.MAX_VALUE : settings.asOf());
    return pipeline -> graph(payments.open(pipeline, rules), rules, policy);
  }

  private static <T> Graph<HindsightRow> graph(
      EventSource<T, PaymentView> payments, FraudRules rules, FraudPolicy policy) {
    return new Graph<>(
        payments,
        payments
            .elements()
            .apply("DecideAgain", DecideAgain.of(payments.reading(), rules, policy)));
  }

  @Override
  public List<String> totals(List<JsonNode> rows) {
    return DecisionTotals.lines(rows);
  }

  /** Each distinct payment is a decision. */
  @Override
  public OptionalLong eventsIn(List<JsonNode> rows) {
    return OptionalLong.of(RowSums.of(rows, "payments"));
  }
}
