package dev.tideline.pipelines.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.io.sort.RowDigest;
import dev.tideline.io.sort.SortedTexts;
import dev.tideline.money.Amount;
import dev.tideline.pipelines.report.TextTable;
import dev.tideline.reconciliation.rules.ReconciliationAccount;
import dev.tideline.reconciliation.rules.ReconciliationState;
import dev.tideline.revenue.StoreDay;
import dev.tideline.revenue.StoreDayMoney;
import dev.tideline.sum.Total;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * How the sales of a day agree with payments, and these with the bank.
 *
 * @param rows of {@code reconciliation}, sorted: a few for each store
 * @param breaks the file of what does not agree, sorted, of which there may be any number; null if
 *     the day was not compared
 */
public record DayReconciliation(List<String> rows, Path breaks) {

  /** Of a day that was not compared. */
  public static final DayReconciliation NONE = new DayReconciliation(List.of(), null);

  /** What it comes to. */
  public enum Status {
    RECONCILED,
    /** More is wrong than may be. */
    UNRECONCILED
  }

  static final List<String> MONEY =
      List.of("amount", "reversed", "settled", "difference", "rounding", "charged_back", "fees");

  public DayReconciliation {
    rows = List.copyOf(rows);
  }

  /** What it comes to, if so much may be wrong. */
  public Status status(Tolerance tolerance) throws IOException {
    Tolerance.Wrong wrong = new Tolerance.Wrong();
    breaks(line -> wrong.add(AnswerJson.parse(line)));
    return tolerance.holds(wrong) ? Status.RECONCILED : Status.UNRECONCILED;
  }

  /** SHA-256 of all its lines, in hex. */
  public String digest() throws IOException {
    RowDigest digest = new RowDigest();
    rows.forEach(digest::add);
    breaks(digest::add);
    return digest.hex();
  }

  /** Hands over what does not agree, a JSON object each. */
  void breaks(SortedTexts.Each each) throws IOException {
    if (breaks != null) {
      try (BufferedReader lines = Files.newBufferedReader(breaks)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          each.take(line);
        }
      }
    }
  }

  /** How many breaks there are. */
  public long breakCount() throws IOException {
    AtomicLong count = new AtomicLong();
    breaks(line -> count.incrementAndGet());
    return count.get();
  }

  /** Whether the bank has settled anything on the day, by its own files. */
  boolean hasLines() throws IOException {
    return parsed(rows).stream()
        .map(row -> row.get("kind").asText())
        .anyMatch(
            kind ->
                !kind.equals(ReconciliationAccount.SALE)
                    && !kind.equals(ReconciliationAccount.PAYMENT));
  }

  /** What it says of the money of stores. */
  public List<StoreDayMoney> money() throws IOException {
    List<StoreDayMoney> money = new ArrayList<>();
    for (JsonNode row : parsed(rows)) {
      LocalDate date = LocalDate.parse(row.get("business_day").asText());
      BankMovement moved = BankMovement.of(row);
      Total unreconciled = unreconciled(row);
      Total fees = total(moved.fees());
      Total chargedBack = total(moved.chargedBack());
      // A payout is of no store, and of no store's day.
      if (!Stream.of(unreconciled, fees, chargedBack).allMatch(Total.ZERO::equals)) {
        StoreDay storeDay = new StoreDay(moved.storeId(), (int) date.toEpochDay());
        money.add(
            StoreDayMoney.ofBank(storeDay, moved.currency(), unreconciled, fees, chargedBack));
      }
    }
    return money;
  }

  private static Total unreconciled(JsonNode row) {
    boolean isBreak =
        row.get("kind").asText().equals(ReconciliationAccount.SALE)
            && ReconciliationState.valueOf(row.get("state").asText()).isBreak();
    return isBreak ? total(row.get("amount").decimalValue()) : Total.ZERO;
  }

  private static Total total(BigDecimal units) {
    return Total.of(units.multiply(BigDecimal.valueOf(Amount.PER_UNIT)).toBigIntegerExact());
  }

  /** What the bank has moved of its own, and by rounding. */
  public List<BankMovement> movements() throws IOException {
    return parsed(rows).stream().map(BankMovement::of).toList();
  }

  /** The sums of all stores, by currency, kind and state. */
  public TextTable table() throws IOException {
    List<String> names = new ArrayList<>(List.of("currency", "kind", "state", "items"));
    names.addAll(MONEY);
    TextTable table = new TextTable(names);
    record Line(String currency, String kind, String state) implements Comparable<Line> {
      @Override
      public int compareTo(Line other) {
        int order = currency.compareTo(other.currency);
        order = order == 0 ? kind.compareTo(other.kind) : order;
        return order == 0 ? state.compareTo(other.state) : order;
      }
    }
    Map<Line, List<BigDecimal>> sums = new TreeMap<>();
    for (JsonNode row : parsed(rows)) {
      Line line =
          new Line(
              row.get("currency").asText(), row.get("kind").asText(), row.get("state").asText());
      List<BigDecimal> values = new ArrayList<>();
      values.add(row.get("items").decimalValue());
      MONEY.forEach(column -> values.add(row.get(column).decimalValue()));
      sums.merge(line, values, DayReconciliation::plus);
    }
    sums.forEach(
        (line, values) -> {
          List<String> texts = new ArrayList<>(List.of(line.currency, line.kind, line.state));
          values.forEach(value -> texts.add(value.toPlainString()));
          table.add(texts);
        });
    return table;
  }

  /** What does not agree. */
  public TextTable breaksTable() throws IOException {
    List<String> names =
        List.of(
            "store_id",
            "currency",
            "kind",
            "state",
            "id",
            "order_id",
            "bank",
            "amount",
            "reversed",
            "settled",
            "difference");
    TextTable table = new TextTable(names);
    breaks(
        line -> {
          JsonNode each = AnswerJson.parse(line);
          table.add(names.stream().map(name -> each.get(name).asText()).toList());
        });
    return table;
  }

  static List<BigDecimal> plus(List<BigDecimal> one, List<BigDecimal> other) {
    List<BigDecimal> sum = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      sum.add(one.get(i).add(other.get(i)));
    }
    return sum;
  }

  static List<JsonNode> parsed(List<String> lines) throws IOException {
    List<JsonNode> parsed = new ArrayList<>(lines.size());
    for (String line : lines) {
      parsed.add(AnswerJson.parse(line));
    }
    return parsed;
  }
}
