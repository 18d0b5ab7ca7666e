package dev.tideline.proof.reference;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tideline.proof.world.WorldStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Puts stores and events into DuckDB: the tables that the SQL of the reference asks. */
final class SqlTables {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String LINES =
      "STRUCT(sku VARCHAR, category VARCHAR, quantity BIGINT, amount DECIMAL(18,4), cost DECIMAL(18,4))[]";

  private static final String STORE =
      "store_id: 'VARCHAR', name: 'VARCHAR', time_zone: 'VARCHAR', currency: 'VARCHAR',"
          + " day_starts_at: 'VARCHAR', books_close_at: 'VARCHAR',"
          + " valid_from: 'VARCHAR', valid_to: 'VARCHAR'";

  private SqlTables() {}

  /**
   * Makes the tables stores, orders and payments.
   *
   * @param events of either kind, or of both
   * @param scratch a folder of its own, made if it is not there
   */
  static void load(List<WorldStore> stores, List<Event> events, Path scratch, Statement statement)
      throws IOException, SQLException {
    Files.createDirectories(scratch);
    Path file = scratch.resolve("stores.jsonl");
    Files.write(file, stores.stream().map(WorldStore::json).toList());
    statement.execute(
        "CREATE TABLE stores AS FROM read_json('%s', columns = {%s})".formatted(file, STORE));
    Path orders = scratch.resolve("orders.jsonl");
    Files.write(
        orders,
        events.stream().filter(event -> event.type() != null).map(SqlTables::order).toList());
    table(
        "orders",
        orders,
        "event_id: 'VARCHAR', type: 'VARCHAR', placed: 'BIGINT', lines: '" + LINES + "'",
        "event_id, type, make_timestamptz(placed * 1000) AS placed_at, lines",
        statement);
    Path payments = scratch.resolve("payments.jsonl");
    Files.write(
        payments,
        events.stream().filter(event -> event.type() == null).map(SqlTables::payment).toList());
    table(
        "payments",
        payments,
        "payment_id: 'VARCHAR', gateway: 'VARCHAR', amount: 'DECIMAL(18,4)', card: 'VARCHAR'",
        "payment_id, gateway, amount, unhex(card) AS card_token",
        statement);
  }

  /**
   * A table of one kind of event.
   *
   * @param columns what its lines have that others have not
   * @param own what is made of these
   */
  private static void table(String name, Path file, String columns, String own, Statement statement)
      throws SQLException {
    statement.execute(
        """
        CREATE TABLE %s AS
        SELECT
          %s,
          order_id,
          store_id,
          currency,
          make_timestamptz(happened * 1000) AS event_time,
          make_timestamptz(ingested * 1000) AS ingest_time,
          row_number() OVER () AS copy
        FROM read_json(
          '%s',
          format = 'newline_delimited',
          maximum_object_size = 16777216,
          columns = {%s, order_id: 'VARCHAR', store_id: 'VARCHAR', currency: 'VARCHAR', happened: 'BIGINT', ingested: 'BIGINT'})
        """
            .formatted(name, own, file, columns));
  }

  private static String order(Event event) {
    ObjectNode json = base(event);
    json.put("event_id", event.id()).put("type", event.type()).put("placed", event.placedAt());
    ArrayNode lines = json.putArray("lines");
    for (Event.Line line : event.lines()) {
      lines
          .addObject()
          .put("sku", line.sku())
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
        .put("gateway", event.gateway())
        .put("amount", event.amount().toPlainString())
        .put("card", event.card())
        .toString();
  }

  private static ObjectNode base(Event event) {
    return JSON.createObjectNode()
        .put("order_id", event.order())
        .put("store_id", event.store())
        .put("currency", event.currency())
        .put("happened", event.time())
        .put("ingested", event.ingest());
  }
}
