package dev.tideline.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.tideline.revenue.DailyRevenue;
import dev.tideline.revenue.RevenueRow;
import dev.tideline.revenue.RevenueRules;
import dev.tideline.row.RowFormat;
import dev.tideline.windowing.Lateness;
import dev.tideline.windowing.WindowPolicies;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.joda.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The exact P&amp;L of each store, category and business day. */
@Command(
    description = "The exact P&L of each store, category and business day.%n",
    sortOptions = false)
public final class DailyRevenueMain implements PipelineCommand<RevenueRow> {

  private static final SourceDefaults PACE =
      new SourceDefaults(
          "orders.v1", "daily-revenue", Duration.ZERO, WindowPolicies.REVENUE_LOOK_BACK);

  @Mixin private RunOptions options;

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description = "The first business day, such as 1997-01-01 (default: the first there is).")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "DAY",
      description = "The last business day, such as 1997-12-31 (default: the last there is).")
  private String to;

  /** Runs it and ends the process. */
  public static void main(String[] args) {
    System.exit(Launcher.terminal().run(new DailyRevenueMain(), args));
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
  public RowFormat<RevenueRow> format() {
    return RevenueRow.FORMAT;
  }

  @Override
  public Plan<RevenueRow> plan(RunSettings settings, Mistakes mistakes) {
    LocalDate first = mistakes.parse("--from", from, "a day like 1997-01-01", LocalDate::parse);
    LocalDate last = mistakes.parse("--to", to, "a day like 1997-12-31", LocalDate::parse);
    if (first != null && last != null && last.isBefore(first)) {
      mistakes.add("--to " + to + " is before --from " + from);
    }
    Inputs.Found<OrderView> orders = Inputs.orders(settings, first, PACE, mistakes);
    if (!mistakes.none()) {
      return null;
    }
    RevenueRules rules =
        new RevenueRules(
            orders.stores(),
            settings.lateness(Lateness.closeOfBooks(orders.stores())),
            first == null ? Integer.MIN_VALUE : (int) first.toEpochDay(),
            last == null ? Integer.MAX_VALUE : (int) last.toEpochDay());
    return pipeline ->
        graph(orders.open(pipeline, rules), rules, settings.early(WindowPolicies.REVENUE_EARLY));
  }

  private static <T> Graph<RevenueRow> graph(
      EventSource<T, OrderView> orders, RevenueRules rules, Duration early) {
    return new Graph<>(
        orders,
        orders
            .elements()
            .apply("DailyRevenue", DailyRevenue.of(orders.reading(), rules).speakingEvery(early)));
  }

  @Override
  public List<String> totals(List<JsonNode> rows) {
    return RowSums.perCurrency(rows, "lines", "revenue", "cost", "units");
  }

  @Override
  public OptionalLong eventsIn(List<JsonNode> rows) {
    return OptionalLong.of(RowSums.of(rows, "events"));
  }
}
