package dev.tideline.pipelines.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.pipelines.report.TextTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * In what the reconciliations of two versions of a day differ.
 *
 * @param before of the earlier version
 * @param after of the later one
 */
public record ReconciliationChanges(DayReconciliation before, DayReconciliation after) {

  private static final List<String> ACCOUNT = List.of("store_id", "currency", "kind", "state");
  private static final List<String> BREAK =
      List.of("store_id", "currency", "kind", "state", "id", "order_id", "difference");

  /** Whether there is nothing. */
  public boolean none() throws IOException {
    return before.digest().equals(after.digest());
  }

  /** The sums that differ, and by how much. */
  public TextTable sums() throws IOException {
    List<String> names = new ArrayList<>(ACCOUNT);
    names.add("items");
    names.addAll(DayReconciliation.MONEY);
    TextTable table = new TextTable(names);
    Map<String, List<BigDecimal>> differences = new TreeMap<>();
    Map<String, List<String>> accounts = new TreeMap<>();
    add(after, BigDecimal.ONE, differences, accounts);
    add(before, BigDecimal.ONE.negate(), differences, accounts);
    differences.forEach(
        (key, values) -> {
          if (values.stream().anyMatch(value -> value.signum() != 0)) {
            List<String> texts = new ArrayList<>(accounts.get(key));
            values.forEach(value -> texts.add(value.toPlainString()));
            table.add(texts);
          }
        });
    return table;
  }

  private static void add(
      DayReconciliation day,
      BigDecimal sign,
      Map<String, List<BigDecimal>> differences,
      Map<String, List<String>> accounts)
      throws IOException {
    for (JsonNode row : DayReconciliation.parsed(day.rows())) {
      List<String> account = ACCOUNT.stream().map(name -> row.get(name).asText()).toList();
      List<BigDecimal> values = new ArrayList<>();
      values.add(row.get("items").decimalValue().multiply(sign));
      DayReconciliation.MONEY.forEach(
          column -> values.add(row.get(column).decimalValue().multiply(sign)));
      String key = String.join("\0", account);
      accounts.put(key, account);
      differences.merge(key, values, DayReconciliation::plus);
    }
  }

  /**
   * The breaks that are closed, and those that are new; not those of which only the lines differ.
   */
  public TextTable breaks() throws IOException {
    List<String> names = new ArrayList<>(List.of("break"));
    names.addAll(BREAK);
    TextTable table = new TextTable(names);
    add("closed", before, after, table);
    add("opened", after, before, table);
    return table;
  }

  private static void add(
      String word, DayReconciliation in, DayReconciliation notIn, TextTable table)
      throws IOException {
    Set<List<String>> others = new HashSet<>();
    notIn.breaks(line -> others.add(texts(line)));
    in.breaks(
        line -> {
          List<String> texts = texts(line);
          if (!others.contains(texts)) {
            List<String> row = new ArrayList<>(List.of(word));
            row.addAll(texts);
            table.add(row);
          }
        });
  }

  private static List<String> texts(String line) throws IOException {
    JsonNode found = AnswerJson.parse(line);
    return BREAK.stream().map(name -> found.get(name).asText()).toList();
  }
}
