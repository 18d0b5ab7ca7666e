package dev.tideline.pipelines;

import dev.tideline.dashboard.DashboardRow;
import dev.tideline.dashboard.DashboardRules;
import dev.tideline.dashboard.OpsDashboard;
import dev.tideline.order.OrderView;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.pipelines.run.Launcher;
import dev.tideline.pipelines.spec.PipelineCommand;
import dev.tideline.pipelines.spec.PipelineGraph;
import dev.tideline.pipelines.spec.PipelineSpec;
import dev.tideline.windowing.WindowPolicies;
import picocli.CommandLine.Command;

/** How each store did in the last half hour, anew every five minutes. */
@Command(description = "How each store did in the last 30 minutes, anew every 5.%n")
public final class OpsDashboardMain implements PipelineCommand<OrderView, DashboardRow> {

  /** Runs it and ends the process. */
  public static void main(String[] arguments) {
    System.exit(Launcher.terminal().run(new OpsDashboardMain(), arguments));
  }

  @Override
  public PipelineSpec<OrderView, DashboardRow> spec() {
    return Pipelines.OPS_DASHBOARD;
  }

  @Override
  public PipelineGraph<OrderView, DashboardRow> graph(RunSettings run, Mistakes mistakes) {
    return PipelineGraph.of(
        stores -> new DashboardRules(stores, run.latenessByTolerance()),
        (decoder, rules) ->
            OpsDashboard.of(decoder, rules).firingEvery(run.early(WindowPolicies.DASHBOARD_EARLY)));
  }
}
