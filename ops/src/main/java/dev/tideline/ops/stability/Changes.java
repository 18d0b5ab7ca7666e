package dev.tideline.ops.stability;

import dev.tideline.io.answer.StoredHistory;
import dev.tideline.io.answer.StoredHistory.Version;
import dev.tideline.row.RowFormat;
import dev.tideline.row.RowFormat.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the numbers of an answer changed after they were shown, by measure, currency and since when.
 */
final class Changes implements StoredHistory.Reader {

  /**
   * What is told apart.
   *
   * @param measure the number of the measure among those of the format, from 0
   * @param currency of the rows where the measure may be an amount, for different money is never
   *     mixed; empty for whole numbers, and for rows that have none
   * @param since from when on changes count
   */
  record Line(int measure, String currency, Baseline since) implements Comparable<Line> {

    private static final Comparator<Line> ORDER =
        Comparator.comparingInt(Line::measure)
            .thenComparing(Line::currency)
            .thenComparing(Line::since);

    @Override
    public int compareTo(Line other) {
      return ORDER.compare(this, other);
    }
  }

  private final List<? extends Column<?>> measures;
  private final SortedMap<Line, ChangeStatistics> statistics = new TreeMap<>();
  private long rows;
  private long onTime;
  private long versions;

  Changes(RowFormat<?> format) {
    this.measures = StoredHistory.measures(format);
  }

  @Override
  public void row(String currency, List<Version> published) {
    List<Version> shown = shown(published);
    rows++;
    versions += shown.size();
    onTime += Baseline.ON_TIME.of(shown).isEmpty() ? 0 : 1;
    for (Baseline since : Baseline.values()) {
      List<Version> from = since.of(shown);
      for (int i = 0; i < measures.size() && !from.isEmpty(); i++) {
        int measure = i;
        String money = ChangesText.isDecimal(measures.get(i)) ? currency : "";
        statistics
            .computeIfAbsent(new Line(i, money, since), line -> new ChangeStatistics())
            .add(from.stream().map(version -> version.measures().get(measure)).toList());
      }
    }
  }

  /**
   * The versions that stood in the answer's table: it refuses one that comes after a greater one,
   * as happens when a run begins anew and sees a part of a window first.
   */
  private static List<Version> shown(List<Version> published) {
    List<Version> shown = new ArrayList<>();
    long greatest = Long.MIN_VALUE;
    for (Version version : published) {
      if (version.version() >= greatest) {
        shown.add(version);
        greatest = version.version();
      }
    }
    return shown;
  }

  /** The measures, as {@link Line#measure} numbers them. */
  List<? extends Column<?>> measures() {
    return measures;
  }

  /** How each changed. */
  SortedMap<Line, ChangeStatistics> statistics() {
    return statistics;
  }

  /** How many rows were shown. */
  long rows() {
    return rows;
  }

  /** How many of them have been shown by a pane that was not early. */
  long onTime() {
    return onTime;
  }

  /** How many versions of them were shown. */
  long versions() {
    return versions;
  }
}
