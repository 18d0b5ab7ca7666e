package dev.tideline.pipelines.money;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.money.Amount;
import dev.tideline.pipelines.report.TextTable;
import dev.tideline.revenue.StoreDay;
import dev.tideline.revenue.StoreDayMoney;
import dev.tideline.row.RowFormat;
import dev.tideline.sum.Total;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a business day comes to in money, store by store.
 *
 * @param rows a row for each store and currency, sorted by these
 */
public record StoreDays(List<StoreDayMoney> rows) {

  public StoreDays {
    rows = List.copyOf(rows);
  }

  /** Reads what {@link #toJson} wrote. */
  public static StoreDays read(List<String> lines) throws IOException {
    List<StoreDayMoney> rows = new ArrayList<>();
    for (String line : lines) {
      JsonNode row = AnswerJson.parse(line);
      rows.add(
          new StoreDayMoney(
              dayOf(row),
              row.get("currency").asText(),
              amount(row, "revenue"),
              amount(row, "refunds"),
              amount(row, "cost"),
              amount(row, "late"),
              amount(row, "rejected"),
              amount(row, "unreconciled"),
              amount(row, "fees"),
              amount(row, "charged_back"),
              row.get("late_events").asLong(),
              row.get("rejected_records").asLong()));
    }
    return new StoreDays(rows);
  }

  /** Whose a row is. */
  static StoreDay dayOf(JsonNode row) {
    LocalDate date = LocalDate.parse(row.get("business_day").asText());
    return new StoreDay(row.get("store_id").asText(), (int) date.toEpochDay());
  }

  /** An amount in a row. */
  static Total amount(JsonNode row, String column) {
    BigDecimal units = row.get(column).decimalValue();
    return Total.of(units.multiply(BigDecimal.valueOf(Amount.PER_UNIT)).toBigIntegerExact());
  }

  /** A JSON object for each row. */
  public List<String> toJson() {
    return rows.stream().map(StoreDayMoney.FORMAT::toJson).toList();
  }

  /** Whether all there is is published. */
  public boolean nothingIsMissing() {
    return rows.stream().allMatch(StoreDays::nothingIsMissing);
  }

  private static boolean nothingIsMissing(StoreDayMoney row) {
    return row.lateEvents() == 0
        && row.rejectedRecords() == 0
        && row.unreconciled().equals(Total.ZERO);
  }

  /** For each currency a line of what all stores come to. */
  public List<String> totals() {
    Map<String, StoreDayMoney> byCurrency = new TreeMap<>();
    rows.forEach(row -> byCurrency.merge(row.currency(), row, StoreDayMoney::plus));
    return byCurrency.values().stream()
        .map(
            sum ->
                "currency=%s published=%s unreconciled=%s late=%s rejected=%s gross=%s"
                    .formatted(
                        sum.currency(),
                        Amount.format(sum.published()),
                        Amount.format(sum.unreconciled()),
                        Amount.format(sum.late()),
                        Amount.format(sum.rejected()),
                        Amount.format(sum.gross())))
        .toList();
  }

  /** To be shown. */
  public TextTable table() throws IOException {
    List<String> names =
        StoreDayMoney.FORMAT.columns().stream().map(RowFormat.Column::name).toList();
    TextTable table = new TextTable(names);
    for (String line : toJson()) {
      JsonNode row = AnswerJson.parse(line);
      table.add(names.stream().map(name -> row.get(name).asText()).toList());
    }
    return table;
  }
}
