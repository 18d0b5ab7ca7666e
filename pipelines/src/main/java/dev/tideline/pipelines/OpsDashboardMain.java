package dev.tideline.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.dashboard.DashboardRow;
import dev.tideline.dashboard.DashboardRules;
import dev.tideline.dashboard.OpsDashboard;
import dev.tideline.io.EventSource;
import dev.tideline.order.OrderView;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.input.Inputs;
import dev.tideline.pipelines.options.RunOptions;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.pipelines.report.RowSums;
import dev.tideline.pipelines.run.Launcher;
import dev.tideline.pipelines.spec.PipelineCommand;
import dev.tideline.pipelines.spec.SourceDefaults;
import dev.tideline.row.RowFormat;
import dev.tideline.windowing.Lateness;
import dev.tideline.windowing.WindowPolicies;
import java.util.List;
import java.util.OptionalLong;
import org.joda.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How each store did in the last half hour, anew every five minutes. */
@Command(
    description = "How each store did in the last 30 minutes, anew every 5.%n",
    sortOptions = false)
public final class OpsDashboardMain implements PipelineCommand<DashboardRow> {

  /** Each event is in this many rows. */
  private static final long WINDOWS =
      WindowPolicies.DASHBOARD.getMillis() / WindowPolicies.DASHBOARD_EVERY.getMillis();

  private static final SourceDefaults PACE =
      new SourceDefaults(
          "orders.v1",
          "ops-dashboard",
          WindowPolicies.DASHBOARD_DELAY,
          WindowPolicies.DASHBOARD_LOOK_BACK);

  @Mixin private RunOptions options;

  /** Runs it and ends the process. */
  public static void main(String[] args) {
    System.exit(Launcher.terminal().run(new OpsDashboardMain(), args));
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
  public RowFormat<DashboardRow> format() {
    return DashboardRow.FORMAT;
  }

  @Override
  public Plan<DashboardRow> plan(RunSettings settings, Mistakes mistakes) {
    Inputs.Found<OrderView> orders = Inputs.orders(settings, null, PACE, mistakes);
    if (!mistakes.none()) {
      return null;
    }
    DashboardRules rules =
        new DashboardRules(orders.stores(), settings.lateness(Lateness.tolerance()));
    return pipeline ->
        graph(orders.open(pipeline, rules), rules, settings.early(WindowPolicies.DASHBOARD_EARLY));
  }

  private static <T> Graph<DashboardRow> graph(
      EventSource<T, OrderView> orders, DashboardRules rules, Duration early) {
    return new Graph<>(
        orders,
        orders
            .elements()
            .apply("OpsDashboard", OpsDashboard.of(orders.reading(), rules).speakingEvery(early)));
  }

  @Override
  public List<String> totals(List<JsonNode> rows) {
    return List.of("TOTAL rows=" + rows.size());
  }

  /** Empty if the rows can't be shared out evenly: then an event is missing from one of them. */
  @Override
  public OptionalLong eventsIn(List<JsonNode> rows) {
    long events = RowSums.of(rows, "events");
    return OptionalLong.of(events % WINDOWS == 0 ? events / WINDOWS : -1);
  }
}
