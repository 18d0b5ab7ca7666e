package dev.tideline.stability;

import dev.tideline.row.RowFormat;
import dev.tideline.row.RowFormat.LongColumn;
import dev.tideline.sql.StoredHistory;
import dev.tideline.sql.StoredHistory.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the numbers of an answer changed after they were shown, by currency, measure and since when.
 */
final class Changes implements StoredHistory.Reader {

  /**
   * What is told apart.
   *
   * @param currency of the rows: different money is never mixed; empty if they have none
   * @param measure the number of the measure among those of the format, from 0
   * @param since from when on changes count
   */
  record Line(String currency, int measure, Since since) implements Comparable<Line> {
    @Override
    public int compareTo(Line other) {
      int byCurrency = currency.compareTo(other.currency);
      int byMeasure = byCurrency != 0 ? byCurrency : Integer.compare(measure, other.measure);
      return byMeasure != 0 ? byMeasure : since.compareTo(other.since);
    }
  }

  private final List<? extends LongColumn<?>> measures;
  private final SortedMap<Line, Spread> spreads = new TreeMap<>();
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
    onTime += Since.ON_TIME.of(shown).isEmpty() ? 0 : 1;
    for (Since since : Since.values()) {
      List<Version> from = since.of(shown);
      for (int i = 0; i < measures.size() && !from.isEmpty(); i++) {
        int measure = i;
        spreads
            .computeIfAbsent(new Line(currency, i, since), line -> new Spread())
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
  List<? extends LongColumn<?>> measures() {
    return measures;
  }

  /** How each changed. */
  SortedMap<Line, Spread> spreads() {
    return spreads;
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
