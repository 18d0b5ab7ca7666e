package dev.tideline.demo.live;

import static java.util.Comparator.reverseOrder;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.ops.kafka.UnsecuredCluster;
import dev.tideline.pipelines.Pipelines;
import dev.tideline.pipelines.report.TextTable;
import dev.tideline.pipelines.spec.PipelineSpec;
import dev.tideline.row.RowFormat.Column;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the demo knows at a moment, as text. */
final class View {

  /** Amounts are shown as they are written. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final int STORES = 12;
  private static final int ROWS = 6;

  private final Traffic traffic;
  private final LivePipeline dashboard;
  private final LivePipeline revenue;
  private final List<LivePipeline> others;
  private final List<LivePipeline> all;

  View(Traffic traffic, List<LivePipeline> all) {
    this.traffic = traffic;
    this.all = all;
    this.dashboard = of(Pipelines.OPS_DASHBOARD, all);
    this.revenue = of(Pipelines.DAILY_REVENUE, all);
    this.others =
        all.stream()
            .filter(each -> !each.equals(dashboard) && !each.equals(revenue))
            .filter(each -> Pipelines.withHistory().contains(each.spec()))
            .toList();
  }

  /** All of it. */
  String page(long seconds) throws IOException {
    return "Tideline, %d s: %s%n%n%s%n%s%s%nRevenue so far: %s%n"
        .formatted(seconds, headline(), stores(), newestOfOthers(), ledgers(), revenues());
  }

  private static LivePipeline of(PipelineSpec<?, ?> spec, List<LivePipeline> all) {
    return all.stream().filter(each -> each.spec().equals(spec)).findFirst().orElseThrow();
  }

  /** The newest rows of the pipelines that have no view of their own. */
  private String newestOfOthers() throws IOException {
    StringBuilder text = new StringBuilder();
    for (LivePipeline pipeline : others) {
      List<String> names = pipeline.spec().rows().columns().stream().map(Column::name).toList();
      TextTable table = new TextTable(names);
      // the first column of such rows is the window's end
      for (String row : pipeline.rows().stream().sorted(reverseOrder()).limit(ROWS).toList()) {
        JsonNode node = JSON.readTree(row);
        table.add(names.stream().map(name -> node.get(name).asText()).toList());
      }
      text.append(pipeline.name()).append(":\n").append(table).append('\n');
    }
    return text.toString();
  }

  /** The most of it on one line. */
  String headline() {
    return String.format(
        Locale.ROOT,
        "%,d orders and %,d payments sent, %,d payments flagged; time to signal: %s",
        traffic.to(UnsecuredCluster.ORDERS),
        traffic.to(UnsecuredCluster.PAYMENTS),
        traffic.signals(),
        traffic.latencies().summary());
  }

  /** The newest half hour of each store in which it took an order. */
  private String stores() throws IOException {
    Map<String, JsonNode> newest = new TreeMap<>();
    for (String row : dashboard.rows()) {
      JsonNode node = JSON.readTree(row);
      if (node.get("orders").asLong() == 0) {
        continue; // after hours, what was ordered before is handed over
      }
      newest.merge(
          node.get("store_id").asText(),
          node,
          (one, two) -> end(one).compareTo(end(two)) >= 0 ? one : two);
    }
    List<String> columns =
        List.of(
            "store_id",
            "window_end",
            "orders",
            "revenue",
            "currency",
            "cancellations",
            "service_time_p50_ms",
            "service_time_p95_ms");
    TextTable table = new TextTable(columns);
    newest.values().stream()
        .sorted(Comparator.comparing(View::end).reversed())
        .limit(STORES)
        .forEach(row -> table.add(columns.stream().map(name -> row.get(name).asText()).toList()));
    return table.toString();
  }

  private static String end(JsonNode row) {
    return row.get("window_end").asText();
  }

  private String ledgers() {
    TextTable table =
        new TextTable(
            List.of(
                "pipeline",
                "sent",
                "read",
                "counted",
                "duplicate",
                "too late",
                "rejected",
                "balance"));
    for (LivePipeline pipeline : all) {
      LedgerEntry ledger = pipeline.ledger();
      List<String> row = new ArrayList<>(List.of(pipeline.name()));
      for (long number :
          new long[] {
            traffic.to(pipeline.topic()),
            ledger.read(),
            ledger.counted(),
            ledger.duplicate(),
            ledger.tooLate(),
            ledger.allRejected()
          }) {
        row.add(Long.toString(number));
      }
      row.add(ledger.balanced() ? "balanced" : "UNBALANCED");
      table.add(row);
    }
    return table.toString();
  }

  private String revenues() throws IOException {
    Map<String, BigDecimal> byCurrency = new TreeMap<>();
    for (String row : revenue.rows()) {
      JsonNode node = JSON.readTree(row);
      byCurrency.merge(
          node.get("currency").asText(), node.get("revenue").decimalValue(), BigDecimal::add);
    }
    return byCurrency.toString();
  }
}
