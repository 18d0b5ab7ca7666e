package dev.tideline.benchmarks.bench.report;

import dev.tideline.benchmarks.bench.live.LiveResult;
import dev.tideline.benchmarks.bench.live.LiveWork;
import dev.tideline.benchmarks.bench.measure.Series;
import dev.tideline.benchmarks.bench.measure.Spread;
import dev.tideline.benchmarks.bench.measure.Usage;
import dev.tideline.benchmarks.bench.work.Contestant;
import dev.tideline.benchmarks.bench.work.Result;
import dev.tideline.benchmarks.bench.work.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The page of results, in Markdown, with a plot a work. */
public final class Page {

  /** The name of its file. */
  public static final String NAME = "results.md";

  private static final double MILLION = 1e6;

  private final Map<Work, List<Result>> results;
  private final Map<LiveWork, List<LiveResult>> live;
  private final List<String> versions;
  private final String command;

  private Page(
      Map<Work, List<Result>> results,
      Map<LiveWork, List<LiveResult>> live,
      List<String> versions,
      String command) {
    this.results = results;
    this.live = live;
    this.versions = versions;
    this.command = command;
  }

  /**
   * Of these results.
   *
   * @param versions of what was measured
   * @param command that measured it
   */
  public static Page of(
      Map<Work, List<Result>> results,
      Map<LiveWork, List<LiveResult>> live,
      List<String> versions,
      String command) {
    return new Page(results, live, versions, command);
  }

  /** Writes it, and its plots beside it. */
  public void write(Path folder) throws IOException {
    StringBuilder text = new StringBuilder(head());
    for (Map.Entry<Work, List<Result>> each : results.entrySet()) {
      text.append(section(each.getKey(), each.getValue(), folder));
    }
    live.forEach((work, found) -> text.append(LiveSection.of(work, found)));
    Files.writeString(folder.resolve(NAME), text);
  }

  private String head() {
    return """
        # What writing it once costs

        Seen with %d cores, JDK %s; %s.

            %s

        Each figure is the median of the runs, of whole processes from their start to their end unless it
        says otherwise. A ratio is what the other took over what the product took on the
        runner beside it, round by round, with the least and the greatest in brackets: above 1 the product
        needs less.
        """
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            Runtime.version().feature(),
            String.join(", ", versions),
            command);
  }

  private static String section(Work work, List<Result> results, Path folder) throws IOException {
    StringBuilder text = new StringBuilder("\n## " + work.title() + "\n");
    for (Result result : results) {
      text.append(table(work, result));
    }
    Result first = results.get(0);
    Result last = results.get(results.size() - 1);
    Growth growth = Growth.of(first.data(), last.data());
    if (results.size() > 1 && growth == Growth.RECORDS) {
      text.append(slope(work, first, last));
    }
    text.append(plot(work.name(), bars(work, last), folder));
    if (results.size() > 1) {
      text.append(plot(work.name() + "-growth", lines(work, results, growth), folder));
    }
    return text.toString();
  }

  private static String plot(String name, String svg, Path folder) throws IOException {
    Files.writeString(folder.resolve(name + ".svg"), svg);
    return "\n![CPU seconds](%s.svg)\n".formatted(name);
  }

  private static String bars(Work work, Result result) {
    Map<String, Spread> bars = new LinkedHashMap<>();
    for (Contestant each : work.contestants()) {
      if (result.of(each).tells()) {
        bars.put(each.name(), result.of(each).cpu());
      }
    }
    return new BarChart("CPU seconds", bars).svg();
  }

  private static String lines(Work work, List<Result> results, Growth growth) {
    Map<String, NavigableMap<Long, Double>> lines = new LinkedHashMap<>();
    for (Result result : results) {
      for (Contestant each : work.contestants()) {
        if (result.of(each).tells()) {
          lines
              .computeIfAbsent(each.name(), none -> new TreeMap<>())
              .put(growth.size(result), result.of(each).cpu().median());
        }
      }
    }
    return new LineChart("CPU seconds by " + growth.unit(), lines).svg();
  }

  private static String table(Work work, Result result) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                """

                On %s, %,d records (%s), answer %s:

                | | wall s | CPU s | MiB | beside | wall | CPU | memory |
                |---|---|---|---|---|---|---|---|
                """,
                result.seen(),
                result.records(),
                result.data().name(),
                result.digest()));
    work.contestants().forEach(each -> text.append(row(result, each, result.of(each))));
    return text.toString();
  }

  private static String row(Result result, Contestant contestant, Series series) {
    if (!series.tells()) {
      return "| %s | %s |\n".formatted(contestant.name(), series.reason());
    }
    String own =
        String.format(
            Locale.ROOT,
            "| %s | %.1f | %.1f | %.0f |",
            contestant.name(),
            series.wall().median(),
            series.cpu().median(),
            series.memory().median());
    if (contestant instanceof Contestant.Product) {
      return own + " | | | |\n";
    }
    Series ours = result.of(new Contestant.Product(contestant.runner()));
    if (ours == null || !ours.tells()) {
      return own + " nothing | | | |\n";
    }
    Function<ToDoubleFunction<Usage>, String> ratio = figure -> shown(ours.timesOf(series, figure));
    return "%s %s | %s | %s | %s |\n"
        .formatted(
            own,
            contestant.runner(),
            ratio.apply(Usage::wall),
            ratio.apply(Usage::cpu),
            ratio.apply(Usage::memory));
  }

  /** What each further million of records costs, which the start of the process does not blur. */
  private static String slope(Work work, Result small, Result large) {
    StringBuilder text =
        new StringBuilder("\n| each further million | CPU s | beside | CPU |\n|---|---|---|---|\n");
    work.contestants()
        .forEach(
            contestant -> {
              Series series = large.of(contestant);
              Series less = small.of(contestant);
              Series ours = large.of(new Contestant.Product(contestant.runner()));
              Series oursLess = small.of(new Contestant.Product(contestant.runner()));
              if (!series.tells() || !less.tells()) {
                return;
              }
              double millions = (large.records() - small.records()) / MILLION;
              double each = further(less, series) / millions;
              boolean product = contestant instanceof Contestant.Product;
              boolean compared = !product && ours.tells() && oursLess.tells();
              text.append(
                  String.format(
                      Locale.ROOT,
                      "| %s | %.2f | %s | %s |%n",
                      contestant.name(),
                      each,
                      product ? "" : contestant.runner(),
                      compared
                          ? String.format(
                              Locale.ROOT, "%.2f", each * millions / further(oursLess, ours))
                          : ""));
            });
    return text.toString();
  }

  private static double further(Series small, Series large) {
    return large.cpu().median() - small.cpu().median();
  }

  /** A ratio in the middle, and the least and the greatest of the rounds. */
  static String shown(Spread ratio) {
    return String.format(
        Locale.ROOT, "**%.2f** (%.2f to %.2f)", ratio.median(), ratio.least(), ratio.most());
  }
}
