package dev.tideline.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.admission.Outcome;
import dev.tideline.fraud.FinalSignals;
import dev.tideline.fraud.FraudPolicy;
import dev.tideline.fraud.FraudRules;
import dev.tideline.fraud.FraudSignal;
import dev.tideline.fraud.FraudVelocity;
import dev.tideline.fraud.StateRetention;
import dev.tideline.io.EventSource;
import dev.tideline.io.answer.AnswerTables;
import dev.tideline.payment.CardTokens;
import dev.tideline.payment.PaymentView;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.input.Inputs;
import dev.tideline.pipelines.options.RunOptions;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.pipelines.run.Launcher;
import dev.tideline.pipelines.signals.SignalsTopic;
import dev.tideline.pipelines.spec.PipelineCommand;
import dev.tideline.pipelines.spec.RowSink;
import dev.tideline.pipelines.spec.SourceDefaults;
import dev.tideline.row.RowFormat;
import dev.tideline.windowing.Lateness;
import dev.tideline.windowing.WindowPolicies;
import java.util.List;
import java.util.OptionalLong;
import org.joda.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Flags the payments of cards that pay suspiciously often. */
@Command(
    description = "Flags the payments of cards that made many within 60 s.%n",
    sortOptions = false)
public final class FraudVelocityMain implements PipelineCommand<FraudSignal> {

  public static final SourceDefaults PACE =
      new SourceDefaults(
          "payments.v1", "fraud-velocity", Duration.ZERO, WindowPolicies.VELOCITY_LOOK_BACK);

  @Mixin private RunOptions options;

  @Mixin private FraudOptions fraud;

  /** Runs it and ends the process. */
  public static void main(String[] args) {
    System.exit(Launcher.terminal().run(new FraudVelocityMain(), args));
  }

  @Override
  public String name() {
    return PACE.pipeline();
  }

  @Override
  public String topic() {
    return PACE.topic();
  }

  @Override
  public RunOptions options() {
    return options;
  }

  @Override
  public RowFormat<FraudSignal> format() {
    return FraudSignal.FORMAT;
  }

  @Override
  public Plan<FraudSignal> plan(RunSettings settings, Mistakes mistakes) {
    if (settings.live() != null && settings.live().history()) {
      mistakes.add("--history is for ops-dashboard and daily-revenue: signals have no panes");
    }
    FraudPolicy policy = fraud.policy(retention(settings), mistakes);
    CardTokens tokens = fraud.tokens(mistakes);
    Inputs.Found<PaymentView> payments = Inputs.payments(settings, tokens, PACE, mistakes);
    if (!mistakes.none()) {
      return null;
    }
    FraudRules rules = new FraudRules(payments.stores(), settings.lateness(Lateness.tolerance()));
    return pipeline -> graph(payments.open(pipeline, rules), rules, policy, settings.streams());
  }

  private static StateRetention retention(RunSettings settings) {
    if (!settings.streams() || settings.live() == null) {
      return StateRetention.unlimited();
    }
    return settings.live().releaseIdleCards()
        ? StateRetention.byWatermark()
        : StateRetention.live(WindowPolicies.CATCH_UP.getMillis());
  }

  private static <T> Graph<FraudSignal> graph(
      EventSource<T, PaymentView> payments, FraudRules rules, FraudPolicy policy, boolean streams) {
    Outcome<FraudSignal> outcome =
        payments
            .elements()
            .apply("FraudVelocity", FraudVelocity.of(payments.reading(), rules, policy));
    return new Graph<>(
        payments,
        streams
            ? outcome
            : outcome.withRows(outcome.rows().apply("FinalSignals", FinalSignals.of())));
  }

  @Override
  public RowSink<FraudSignal> outlet(RunSettings settings, AnswerTables tables) {
    return settings.kafka() == null
        ? RowSink.table(tables, format())
        : RowSink.signals(
            new SignalsTopic(settings.live().signalsTopic()), settings.kafka().cluster());
  }

  @Override
  public List<String> totals(List<JsonNode> rows) {
    return List.of("TOTAL signals=" + rows.size());
  }

  /** SignalsTopic are about some payments only. */
  @Override
  public OptionalLong eventsIn(List<JsonNode> rows) {
    return OptionalLong.empty();
  }
}
