package dev.tideline.ops.stability;

import dev.tideline.json.JsonText;
import dev.tideline.money.Amount;
import dev.tideline.ops.stability.Changes.Line;
import dev.tideline.pipelines.report.TextTable;
import dev.tideline.row.RowFormat.Column;
import dev.tideline.row.RowFormat.TotalColumn;
import dev.tideline.sum.Total;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How an answer's numbers changed, as a table for people and as JSON.
 *
 * @param pipeline whose answer it is
 */
record ChangesText(String pipeline, Changes changes) {

  private static final double MEDIAN = 0.5;
  private static final double P95 = 0.95;
  private static final double MAX = 1;
  private static final String NONE = "-";

  private static final List<String> COLUMNS =
      List.of(
          "measure",
          "currency",
          "since",
          "rows",
          "changed",
          "changes/row",
          "most",
          "median",
          "p95",
          "max",
          "median %",
          "p95 %",
          "max %",
          "from 0");

  /** The table, below a line that says how much there is. */
  String table() {
    TextTable table = new TextTable(COLUMNS);
    changes.statistics().forEach((line, spread) -> table.add(cells(line, spread)));
    return "%s: %d rows shown in %d versions, %d of them on time or later%n%n%s"
        .formatted(pipeline, changes.rows(), changes.versions(), changes.onTime(), table);
  }

  private List<String> cells(Line line, ChangeStatistics spread) {
    Column<?> measure = changes.measures().get(line.measure());
    return List.of(
        measure.name(),
        line.currency(),
        line.since().toString(),
        Long.toString(spread.rows()),
        Long.toString(spread.changed()),
        decimals(2, spread.changesPerRow()),
        Long.toString(spread.mostChanges()),
        size(measure, spread.size(MEDIAN)),
        size(measure, spread.size(P95)),
        size(measure, spread.size(MAX)),
        percent(spread.share(MEDIAN)),
        percent(spread.share(P95)),
        percent(spread.share(MAX)),
        Long.toString(spread.fromZero()));
  }

  private static String size(Column<?> measure, Optional<Total> size) {
    if (size.isEmpty()) {
      return NONE;
    }
    return isDecimal(measure) ? Amount.format(size.get()) : size.get().toString();
  }

  /** Whether the measure is in 1/10 000: money, or a rate. */
  static boolean isDecimal(Column<?> measure) {
    return measure instanceof TotalColumn<?> total && total.decimal();
  }

  private static String percent(OptionalDouble share) {
    return share.isEmpty() ? NONE : decimals(2, 100 * share.getAsDouble());
  }

  private static String decimals(int decimals, double number) {
    return String.format(Locale.ROOT, "%." + decimals + "f", number);
  }

  /** The same on one line; what can't be had is left out. */
  String json() {
    return JsonText.object(
        json -> {
          json.text("pipeline", pipeline);
          json.number("rows", changes.rows());
          json.number("versions", changes.versions());
          json.number("rows_on_time", changes.onTime());
          json.objects(
              "changes",
              changes.statistics().entrySet(),
              line -> write(line.getKey(), line.getValue(), json));
        });
  }

  private void write(Line line, ChangeStatistics spread, JsonText json) {
    Column<?> measure = changes.measures().get(line.measure());
    json.text("measure", measure.name());
    json.text("currency", line.currency());
    json.text("since", line.since().name().toLowerCase(Locale.ROOT));
    json.number("rows", spread.rows());
    json.number("changed", spread.changed());
    json.decimal("changes_per_row", decimals(4, spread.changesPerRow()));
    json.number("most_changes", spread.mostChanges());
    json.number("from_zero", spread.fromZero());
    write("size", quantile -> size(measure, spread.size(quantile)), json);
    write("share", quantile -> share(spread.share(quantile)), json);
  }

  private static String share(OptionalDouble share) {
    return share.isEmpty() ? NONE : decimals(6, share.getAsDouble());
  }

  private interface Quantile {
    String text(double quantile);
  }

  private static void write(String name, Quantile quantile, JsonText json) {
    if (!quantile.text(MAX).equals(NONE)) {
      json.decimal(name + "_median", quantile.text(MEDIAN));
      json.decimal(name + "_p95", quantile.text(P95));
      json.decimal(name + "_max", quantile.text(MAX));
    }
  }
}
