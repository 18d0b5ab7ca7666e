package dev.tideline.benchmarks.bench.measure;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The runs of one contestant over one data set, a run a round.
 *
 * @param fault why its figures say nothing, such as another answer; null if they do
 */
public record Series(List<Usage> runs, String fault) {

  /**
   * Runs of one contestant that are further apart than this tell more of the machine than of it.
   */
  public static final double WIDEST = 1.35;

  public Series {
    runs = List.copyOf(runs);
  }

  /** Seconds by the clock. */
  public Spread wall() {
    return spread(Usage::wall);
  }

  /** Seconds of processor time. */
  public Spread cpu() {
    return spread(Usage::cpu);
  }

  /** MiB. */
  public Spread memory() {
    return spread(Usage::memory);
  }

  /** Whether it answered, rightly, and its runs agree with each other. */
  public boolean tells() {
    return reason() == null;
  }

  /** Why its figures tell nothing; null if they do. */
  public String reason() {
    if (fault != null) {
      return fault;
    }
    double width = cpu().width();
    return width <= WIDEST
        ? null
        : String.format(Locale.ROOT, "runs differ by a factor of %.2f: a busy machine", width);
  }

  /**
   * How many times another took as much, round by round: above 1 this one needs less.
   *
   * @param figure what is compared
   */
  public Spread timesOf(Series other, ToDoubleFunction<Usage> figure) {
    return Spread.ofRatios(other.figures(figure), figures(figure));
  }

  private Spread spread(ToDoubleFunction<Usage> figure) {
    return Spread.of(figures(figure));
  }

  private List<Double> figures(ToDoubleFunction<Usage> figure) {
    return runs.stream().map(figure::applyAsDouble).toList();
  }
}
