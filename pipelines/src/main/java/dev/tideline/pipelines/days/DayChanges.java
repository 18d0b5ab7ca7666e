package dev.tideline.pipelines.days;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.json.JsonText;
import dev.tideline.pipelines.published.PublishedDay;
import dev.tideline.revenue.RevenueRow;
import dev.tideline.revenue.correction.CorrectionCause;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * In what two versions of a day differ, cell by cell, and by which events. Of a cell that adds up
 * the events' parts add up to the difference; what they don't explain is said to be of {@link
 * #OTHER} cause: another input, or another release.
 *
 * <p>That a record was rejected before is known by its place, where another may be by now. So it is
 * believed only where the events explain all: what they say of the others would be wrong twice.
 *
 * @param cells those that differ
 * @param corrections the events by which they do, which are on this day
 */
record DayChanges(List<DayChanges.Cell> cells, List<JsonNode> corrections) {

  /** The cause of what no event that is known explains. */
  static final String OTHER = "OTHER";

  private static final String DAY = "business_day";
  private static final String REPAIRED = CorrectionCause.REPAIRED.name();
  private static final Comparator<List<String>> ORDER = DayChanges::compare;

  /**
   * A cell that differs.
   *
   * @param key the texts of the row's key columns, by their names
   * @param column which
   * @param from what it was; null if there was no such row
   * @param to what it is; null if there is no such row
   * @param causes what each cause adds to it; empty for one that does not add up
   * @param events the ids of the events that add something to it
   */
  record Cell(
      Map<String, String> key,
      String column,
      BigDecimal from,
      BigDecimal to,
      Map<String, BigDecimal> causes,
      Set<String> events) {

    /** By how much it differs. */
    BigDecimal difference() {
      BigDecimal after = to == null ? BigDecimal.ZERO : to;
      return from == null ? after : after.subtract(from);
    }

    String toJson() {
      return JsonText.object(
          json -> {
            key.forEach(json::text);
            json.text("column", column);
            json.text("from", from == null ? null : from.toPlainString());
            json.text("to", to == null ? null : to.toPlainString());
            json.text("difference", difference().toPlainString());
            json.object(
                "causes",
                () -> causes.forEach((cause, sum) -> json.text(cause, sum.toPlainString())));
            json.texts("events", events);
          });
    }
  }

  /** What events add to a cell. */
  private static final class Part {
    private final Map<String, BigDecimal> causes = new TreeMap<>();
    private final Set<String> events = new TreeSet<>();
  }

  /**
   * In what two versions differ.
   *
   * @param date the day
   * @param before the rows of the earlier one
   * @param after the rows of the later one
   * @param corrections the events that are booked otherwise on this day
   */
  static DayChanges between(
      String date, List<String> before, List<String> after, List<JsonNode> corrections)
      throws IOException {
    Comparison comparison = new Comparison(date, byKey(before), byKey(after), new TreeMap<>(ORDER));
    corrections.forEach(comparison::add);
    List<Cell> cells = comparison.cells();
    Set<List<String>> doubtful = new TreeSet<>(ORDER);
    for (Cell cell : cells) {
      if (cell.causes.containsKey(OTHER) && cell.causes.containsKey(REPAIRED)) {
        doubtful.add(List.copyOf(cell.key.values()).subList(1, cell.key.size()));
      }
    }
    List<JsonNode> believed =
        corrections.stream().filter(each -> !isDoubtful(each, doubtful)).toList();
    return believed.size() == corrections.size()
        ? new DayChanges(cells, corrections)
        : between(date, before, after, believed);
  }

  private static boolean isDoubtful(JsonNode correction, Set<List<String>> doubtful) {
    boolean any = false;
    for (JsonNode row : correction.get("rows")) {
      any |= doubtful.contains(key(row));
    }
    return any && correction.get("cause").asText().equals(REPAIRED);
  }

  /** Writes them into the folder of the later version. */
  void writeTo(Path place) throws IOException {
    Files.write(
        place.resolve(PublishedDay.CORRECTIONS),
        corrections.stream().map(JsonNode::toString).toList());
    Files.write(place.resolve(PublishedDay.CHANGES), cells.stream().map(Cell::toJson).toList());
  }

  /** Whether there is a cell that the events don't explain. */
  boolean unexplained() {
    return cells.stream().anyMatch(cell -> cell.causes.containsKey(OTHER));
  }

  /**
   * Two versions side by side.
   *
   * @param parts what events add to the cells, by row and column
   */
  private record Comparison(
      String date,
      Map<List<String>, JsonNode> before,
      Map<List<String>, JsonNode> after,
      Map<List<String>, Map<String, Part>> parts) {

    void add(JsonNode correction) {
      boolean added = correction.get("change").asText().equals("ADDED");
      for (JsonNode row : correction.get("rows")) {
        Map<String, Part> cells = parts.computeIfAbsent(key(row), key -> new TreeMap<>());
        for (String column : RevenueRow.SUMS) {
          BigDecimal adds = row.get(column).decimalValue();
          if (adds.signum() != 0) {
            Part part = cells.computeIfAbsent(column, none -> new Part());
            part.causes.merge(
                correction.get("cause").asText(), added ? adds : adds.negate(), BigDecimal::add);
            part.events.add(correction.get("event_id").asText());
          }
        }
      }
    }

    List<Cell> cells() {
      Set<List<String>> keys = new TreeSet<>(ORDER);
      keys.addAll(before.keySet());
      keys.addAll(after.keySet());
      keys.addAll(parts.keySet());
      List<Cell> cells = new ArrayList<>();
      for (List<String> key : keys) {
        for (var column : RevenueRow.FORMAT.columns()) {
          if (!RevenueRow.FORMAT.key().contains(column.name())) {
            cell(key, column.name()).ifPresent(cells::add);
          }
        }
      }
      return cells;
    }

    private Optional<Cell> cell(List<String> key, String column) {
      BigDecimal from = value(before.get(key), column);
      BigDecimal to = value(after.get(key), column);
      Part part = parts.getOrDefault(key, Map.of()).getOrDefault(column, new Part());
      Cell cell = new Cell(named(key), column, from, to, part.causes, part.events);
      boolean same = from == null ? to == null : to != null && from.compareTo(to) == 0;
      if (RevenueRow.SUMS.contains(column)) {
        BigDecimal explained =
            part.causes.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal other = cell.difference().subtract(explained);
        if (other.signum() != 0) {
          part.causes.put(OTHER, other);
        }
        same &= part.causes.isEmpty();
      }
      return same ? Optional.empty() : Optional.of(cell);
    }

    private static BigDecimal value(JsonNode row, String column) {
      return row == null ? null : row.get(column).decimalValue();
    }

    private Map<String, String> named(List<String> key) {
      Map<String, String> named = new LinkedHashMap<>();
      named.put(DAY, date);
      int next = 0;
      for (String column : RevenueRow.FORMAT.key()) {
        if (!column.equals(DAY)) {
          named.put(column, key.get(next++));
        }
      }
      return named;
    }
  }

  private static Map<List<String>, JsonNode> byKey(List<String> rows) throws IOException {
    Map<List<String>, JsonNode> byKey = new TreeMap<>(ORDER);
    for (String text : rows) {
      JsonNode row = AnswerJson.parse(text);
      byKey.put(key(row), row);
    }
    return byKey;
  }

  /** The key of a row but for its day, which all have. */
  private static List<String> key(JsonNode row) {
    return RevenueRow.FORMAT.key().stream()
        .filter(column -> !column.equals(DAY))
        .map(column -> row.get(column).asText())
        .toList();
  }

  private static int compare(List<String> one, List<String> other) {
    for (int i = 0; i < one.size(); i++) {
      int order = one.get(i).compareTo(other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
