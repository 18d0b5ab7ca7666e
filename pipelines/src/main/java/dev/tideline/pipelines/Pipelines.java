package dev.tideline.pipelines;

import dev.tideline.dashboard.DashboardRow;
import dev.tideline.fraud.FraudSignal;
import dev.tideline.gateway.GatewayRow;
import dev.tideline.io.events.EventKind;
import dev.tideline.order.OrderView;
import dev.tideline.payment.PaymentView;
import dev.tideline.pipelines.report.RowTotals;
import dev.tideline.pipelines.spec.PipelineSpec;
import dev.tideline.pipelines.spec.RowSink;
import dev.tideline.pipelines.spec.SourceDefaults;
import dev.tideline.revenue.RevenueRow;
import dev.tideline.windowing.WindowPolicies;
import java.util.List;
import java.util.Optional;

/** All pipelines there are. Whoever has a list of them takes it from here. */
public final class Pipelines {

  /** Risk: is this payment suspicious? */
  public static final PipelineSpec<PaymentView, FraudSignal> FRAUD_VELOCITY =
      new PipelineSpec<>(
          "fraud-velocity",
          "payments per card in the last 60 s",
          EventKind.PAYMENTS,
          SourceDefaults.lookingBack(WindowPolicies.VELOCITY_LOOK_BACK),
          FraudSignal.FORMAT,
          SignalsSink.whereKafkaIsRead(),
          RowTotals.count("signals"),
          FraudVelocityMain::new);

  /** Store managers: how is each store doing? */
  public static final PipelineSpec<OrderView, DashboardRow> OPS_DASHBOARD =
      new PipelineSpec<>(
          "ops-dashboard",
          "the last 30 minutes of each store, every 5",
          EventKind.ORDERS,
          SourceDefaults.lookingBack(WindowPolicies.DASHBOARD_LOOK_BACK)
              .withWatermarkDelay(WindowPolicies.DASHBOARD_DELAY),
          DashboardRow.FORMAT,
          RowSink.table(DashboardRow.FORMAT),
          RowTotals.overlapping(WindowPolicies.DASHBOARD_WINDOWS_OF_AN_EVENT, "events"),
          OpsDashboardMain::new);

  /** Finance: what did each store earn? */
  public static final PipelineSpec<OrderView, RevenueRow> DAILY_REVENUE =
      new PipelineSpec<>(
          "daily-revenue",
          "the exact P&L of each store, category and business day",
          EventKind.ORDERS,
          SourceDefaults.lookingBack(WindowPolicies.REVENUE_LOOK_BACK),
          RevenueRow.FORMAT,
          RowSink.table(RevenueRow.FORMAT),
          RowTotals.perCurrency("lines", "revenue", "refunds", "cost", "margin", "units"),
          DailyRevenueMain::new);

  /** Risk: is a payment gateway failing? */
  public static final PipelineSpec<PaymentView, GatewayRow> GATEWAY_HEALTH =
      new PipelineSpec<>(
          "gateway-health",
          "the last 5 minutes of each payment gateway beside the hour before",
          EventKind.PAYMENTS,
          SourceDefaults.lookingBack(WindowPolicies.GATEWAY_LOOK_BACK)
              .withWatermarkDelay(WindowPolicies.GATEWAY_DELAY),
          GatewayRow.FORMAT,
          RowSink.table(GatewayRow.FORMAT),
          RowTotals.overlapping(
              WindowPolicies.GATEWAY_WINDOWS_OF_A_PAYMENT, "payments_5min", "payments_hour"),
          GatewayHealthMain::new);

  /** All of them, in the order in which they are listed anywhere. */
  public static final List<PipelineSpec<?, ?>> ALL =
      List.of(FRAUD_VELOCITY, OPS_DASHBOARD, DAILY_REVENUE, GATEWAY_HEALTH);

  private Pipelines() {}

  /** The pipeline of that name. */
  public static Optional<PipelineSpec<?, ?>> named(String name) {
    return ALL.stream().filter(spec -> spec.name().equals(name)).findFirst();
  }

  /** The names of all. */
  public static List<String> names() {
    return ALL.stream().<String>map(PipelineSpec::name).toList();
  }

  /** Those whose rows are fired by windows, again and again: a history of them can be kept. */
  public static List<PipelineSpec<?, ?>> withHistory() {
    return ALL.stream().filter(spec -> !spec.equals(FRAUD_VELOCITY)).toList();
  }
}
