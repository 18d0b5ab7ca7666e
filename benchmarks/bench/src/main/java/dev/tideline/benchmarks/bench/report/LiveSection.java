package dev.tideline.benchmarks.bench.report;

import dev.tideline.benchmarks.bench.live.LiveResult;
import dev.tideline.benchmarks.bench.live.LiveRun;
import dev.tideline.benchmarks.bench.live.LiveSeries;
import dev.tideline.benchmarks.bench.live.LiveWork;
import dev.tideline.benchmarks.bench.measure.Spread;
import dev.tideline.benchmarks.bench.work.Contestant;
import dev.tideline.demo.latency.Schedule;
import java.util.List;
import java.util.Locale;

/** The part of the page that tells how long signals took. */
final class LiveSection {

  private LiveSection() {}

  /** Of a work, with a table a rate. */
  static String of(LiveWork work, List<LiveResult> results) {
    StringBuilder text = new StringBuilder("\n## " + work.title() + "\n");
    results.forEach(result -> text.append(table(work, result)));
    return text.toString();
  }

  private static String table(LiveWork work, LiveResult result) {
    Schedule schedule = result.schedule();
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                """

                On %s, %,d payments a second for %d s, after %d s that do not count. Medians of the runs; the longest is that of \
                all of them, and so is how many took more than two seconds. CPU is that of the job and, after a plus, of the broker:

                | | p50 ms | p99 ms | p99.9 ms | longest ms | over 2 s | CPU s a second | beside | p99 | CPU |
                |---|---|---|---|---|---|---|---|---|---|
                """,
                result.seen(),
                schedule.rate(),
                schedule.seconds(),
                schedule.warmUp()));
    work.contestants().forEach(each -> text.append(row(result, each)));
    return text.toString();
  }

  private static String row(LiveResult result, Contestant contestant) {
    LiveSeries series = result.of(contestant);
    if (series.reason() != null) {
      return "| %s | %s |\n".formatted(contestant.name(), series.reason());
    }
    String own =
        String.format(
            Locale.ROOT,
            "| %s | %.0f | %s | %.0f | %.0f | %.0f of %,d | %.2f + %.2f |",
            contestant.name(),
            series.of(run -> run.latencies().p50()).median(),
            shown(series.of(LiveRun::p99)),
            series.of(run -> run.latencies().p999()).median(),
            series.of(run -> run.latencies().max()).most(),
            series.runs().stream().mapToDouble(run -> run.latencies().overLimit()).sum(),
            (long) series.runs().size() * result.schedule().rate() * result.schedule().seconds(),
            series.of(LiveRun::cpu).median(),
            series.of(LiveRun::brokerCpu).median());
    LiveSeries ours = result.of(new Contestant.Product(contestant.runner()));
    if (contestant instanceof Contestant.Product || ours == null) {
      return own + " | | |\n";
    }
    return ours.reason() == null
        ? "%s %s | %s | %s |\n"
            .formatted(
                own,
                contestant.runner(),
                Page.shown(ours.timesOf(series, LiveRun::p99)),
                Page.shown(ours.timesOf(series, LiveRun::cpu)))
        : own + " nothing | | |\n";
  }

  private static String shown(Spread figure) {
    return String.format(
        Locale.ROOT, "%.0f (%.0f to %.0f)", figure.median(), figure.least(), figure.most());
  }
}
