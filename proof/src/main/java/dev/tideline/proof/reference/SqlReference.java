package dev.tideline.proof.reference;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tideline.proof.Question;
import dev.tideline.proof.world.Shop;
import dev.tideline.proof.world.World;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a pipeline must say about a world, said in SQL and asked of DuckDB. Which records are no
 * events at all it takes from {@link PlainReader}; every other fate, and the rows, are its own.
 */
public final class SqlReference {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String LINES =
      "STRUCT(category VARCHAR, quantity BIGINT, amount DECIMAL(18,4), cost DECIMAL(18,4))[]";

  private SqlReference() {}

  /**
   * Asks it.
   *
   * @param scratch a folder of its own
   */
  public static Expected of(Question question, World world, Path scratch) throws IOException {
    Judge.Judgement judgement = Judge.judge(question, world, false);
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      load(statement, world, judgement.readable(), question, Files.createDirectories(scratch));
      statement.execute(SqlScripts.fates());
      statement.execute("SET VARIABLE as_of = CAST(NULL AS TIMESTAMPTZ)");
      String fates = question.pipeline().replace('-', '_');
      return new Expected(
          rows(statement, SqlScripts.answer(question.pipeline())),
          plus(
              counts(statement, "SELECT fate, count(*) FROM " + fates + " GROUP BY fate"),
              Map.of("REJECTED", total(judgement.unreadable()))),
          plus(
              counts(
                  statement,
                  "SELECT broken, count(*) FROM %s WHERE broken IS NOT NULL GROUP BY broken"
                      .formatted(fates)),
              judgement.unreadable()));
    } catch (SQLException failure) {
      throw new IOException("DuckDB: " + failure.getMessage(), failure);
    }
  }

  private static void load(
      Statement statement, World world, List<Event> events, Question question, Path scratch)
      throws IOException, SQLException {
    List<String> stores = new ArrayList<>();
    for (Shop shop : world.shops()) {
      stores.add(
          JSON.createObjectNode()
              .put("store_id", shop.id())
              .put("time_zone", shop.zone().getId())
              .put("currency", shop.currency())
              .toString());
    }
    Path shops = Files.write(scratch.resolve("stores.jsonl"), stores);
    statement.execute("CREATE TABLE stores AS FROM read_json('%s')".formatted(shops));
    boolean orders = question != Question.FRAUD_VELOCITY;
    List<String> lines =
        events.stream().map(event -> orders ? order(event) : payment(event)).toList();
    Path file = Files.write(scratch.resolve("events.jsonl"), lines);
    table(
        statement,
        "orders",
        orders ? file : null,
        "event_id: 'VARCHAR', type: 'VARCHAR', placed: 'BIGINT', lines: '" + LINES + "'",
        "event_id, type, make_timestamptz(placed * 1000) AS placed_at, lines");
    table(
        statement,
        "payments",
        orders ? null : file,
        "payment_id: 'VARCHAR', amount: 'DECIMAL(18,4)', card: 'VARCHAR'",
        "payment_id, amount, unhex(card) AS card_token");
  }

  /** A table of one kind of event; of no rows where there is no file. */
  private static void table(Statement statement, String name, Path file, String columns, String own)
      throws SQLException, IOException {
    Path rows = file == null ? Files.createTempFile("none", ".jsonl") : file;
    statement.execute(
        """
        CREATE TABLE %s AS
        SELECT
          %s,
          store_id,
          currency,
          make_timestamptz(happened * 1000) AS event_time,
          make_timestamptz(ingested * 1000) AS ingest_time,
          row_number() OVER () AS copy
        FROM read_json(
          '%s',
          format = 'newline_delimited',
          maximum_object_size = 16777216,
          columns = {%s, store_id: 'VARCHAR', currency: 'VARCHAR', happened: 'BIGINT', ingested: 'BIGINT'})
        """
            .formatted(name, own, rows, columns));
    if (file == null) {
      Files.delete(rows);
    }
  }

  private static String order(Event event) {
    ObjectNode json = base(event);
    json.put("event_id", event.id()).put("type", event.type()).put("placed", event.placedAt());
    ArrayNode lines = json.putArray("lines");
    for (Event.Line line : event.lines()) {
      lines
          .addObject()
          .put("category", line.category())
          .put("quantity", line.quantity())
          .put("amount", line.amount().toPlainString())
          .put("cost", line.cost().toPlainString());
    }
    return json.toString();
  }

  private static String payment(Event event) {
    return base(event)
        .put("payment_id", event.id())
        .put("amount", event.amount().toPlainString())
        .put("card", event.card())
        .toString();
  }

  private static ObjectNode base(Event event) {
    return JSON.createObjectNode()
        .put("store_id", event.shop())
        .put("currency", event.currency())
        .put("happened", event.time())
        .put("ingested", event.ingest());
  }

  private static List<String> rows(Statement statement, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet found = statement.executeQuery(query)) {
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        List<String> fields = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          String name = found.getMetaData().getColumnName(i);
          fields.add("\"" + name + "\":" + json(found.getObject(i)));
        }
        rows.add("{" + String.join(",", fields) + "}");
      }
    }
    return rows;
  }

  /** A value as an answer writes it. */
  public static String json(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Long number) {
      return number.toString();
    }
    if (value instanceof LocalDate || value instanceof String) {
      return "\"" + value + "\"";
    }
    throw new IllegalArgumentException("no row has a " + value.getClass());
  }

  private static Map<String, Long> counts(Statement statement, String query) throws SQLException {
    Map<String, Long> counts = new TreeMap<>();
    try (ResultSet found = statement.executeQuery(query)) {
      while (found.next()) {
        counts.put(found.getString(1), found.getLong(2));
      }
    }
    return counts;
  }

  private static Map<String, Long> plus(Map<String, Long> some, Map<String, Long> more) {
    Map<String, Long> all = new TreeMap<>(some);
    more.forEach((name, n) -> all.merge(name, n, Long::sum));
    return all;
  }

  private static long total(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(n -> n).sum();
  }
}
