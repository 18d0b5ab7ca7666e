package dev.tideline.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.fraud.FinalSignals;
import dev.tideline.fraud.FraudPolicy;
import dev.tideline.fraud.FraudRules;
import dev.tideline.fraud.FraudSignal;
import dev.tideline.fraud.FraudVelocity;
import dev.tideline.fraud.Retention;
import dev.tideline.ledger.Outcome;
import dev.tideline.payment.CardTokens;
import dev.tideline.payment.PaymentView;
import dev.tideline.row.RowFormat;
import dev.tideline.sink.Signals;
import dev.tideline.source.Intake;
import dev.tideline.sql.AnswerTables;
import dev.tideline.windowing.Lateness;
import dev.tideline.windowing.Timetable;
import java.util.List;
import java.util.OptionalLong;
import org.joda.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Flags the payments of cards that pay suspiciously often. */
@Command(
    description = "Flags the payments of cards that made many within 60 s.%n",
    sortOptions = false)
public final class FraudVelocityJob implements Job<FraudSignal> {

  static final Pace PACE =
      new Pace("payments.v1", "fraud-velocity", Duration.ZERO, Timetable.VELOCITY_LOOK_BACK);

  @Mixin private RunOptions options;

  @Mixin private FraudOptions fraud;

  /** Runs it and ends the process. */
  public static void main(String[] args) {
    System.exit(Launcher.terminal().run(new FraudVelocityJob(), args));
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

  private static Retention retention(RunSettings settings) {
    if (!settings.streams() || settings.live() == null) {
      return Retention.unlimited();
    }
    return settings.live().releaseIdleCards()
        ? Retention.byWatermark()
        : Retention.live(Timetable.CATCH_UP.getMillis());
  }

  private static <T> Graph<FraudSignal> graph(
      Intake<T, PaymentView> payments, FraudRules rules, FraudPolicy policy, boolean streams) {
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
  public RowOutlet<FraudSignal> outlet(RunSettings settings, AnswerTables tables) {
    return settings.kafka() == null
        ? RowOutlet.table(tables, format())
        : RowOutlet.signals(
            new Signals(settings.live().signalsTopic()), settings.kafka().cluster());
  }

  @Override
  public List<String> totals(List<JsonNode> rows) {
    return List.of("TOTAL signals=" + rows.size());
  }

  /** Signals are about some payments only. */
  @Override
  public OptionalLong eventsIn(List<JsonNode> rows) {
    return OptionalLong.empty();
  }
}
