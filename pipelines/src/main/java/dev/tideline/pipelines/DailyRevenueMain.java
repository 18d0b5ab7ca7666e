package dev.tideline.pipelines;

import dev.tideline.order.OrderView;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.days.DatedRun;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.pipelines.run.Launcher;
import dev.tideline.pipelines.spec.PipelineCommand;
import dev.tideline.pipelines.spec.PipelineGraph;
import dev.tideline.pipelines.spec.PipelineSpec;
import dev.tideline.revenue.DailyRevenue;
import dev.tideline.revenue.RevenueRow;
import dev.tideline.revenue.RevenueRules;
import dev.tideline.store.Stores;
import dev.tideline.windowing.WindowPolicies;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The exact P&amp;L of each store, category and business day. */
@Command(description = "The exact P&L of each store, category and business day.%n")
public final class DailyRevenueMain implements PipelineCommand<OrderView, RevenueRow> {

  @Mixin private RevenueOptions days;

  /** Runs it and ends the process. */
  public static void main(String[] arguments) {
    System.exit(Launcher.terminal().run(new DailyRevenueMain(), arguments));
  }

  @Override
  public PipelineSpec<OrderView, RevenueRow> spec() {
    return Pipelines.DAILY_REVENUE;
  }

  @Override
  public PipelineGraph<OrderView, RevenueRow> graph(RunSettings run, Mistakes mistakes) {
    DatedRun dated = days.dated(run, mistakes);
    if (dated != null) {
      return graph(run, dated::rules).from(dated.first()).publishedBy(dated);
    }
    RevenueOptions.Days asked = days.check(mistakes);
    return graph(
            run,
            stores ->
                RevenueRules.between(
                    asked.first(), asked.last(), stores, run.latenessByCloseOfBooks(stores)))
        .from(asked.first());
  }

  private static PipelineGraph<OrderView, RevenueRow> graph(
      RunSettings run, Function<Stores, RevenueRules> rules) {
    return PipelineGraph.of(
        rules,
        (decoder, made) ->
            DailyRevenue.of(decoder, made).firingEvery(run.early(WindowPolicies.REVENUE_EARLY)));
  }
}
