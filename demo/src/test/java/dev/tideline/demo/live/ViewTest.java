package dev.tideline.demo.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import com.sun.net.httpserver.HttpServer;
import dev.tideline.dashboard.DashboardRow;
import dev.tideline.demo.replay.Message;
import dev.tideline.demo.screen.Screen;
import dev.tideline.gateway.GatewayRow;
import dev.tideline.io.sql.SqlSession;
import dev.tideline.io.sql.SqlTable;
import dev.tideline.json.Timestamps;
import dev.tideline.pipelines.Pipelines;
import dev.tideline.revenue.RevenueRow;
import dev.tideline.row.RowFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.joda.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewTest {

  private static final long TWO = Timestamps.parse("2026-03-17T14:00:00Z");

  private static final Duration PATIENCE = Duration.standardSeconds(30);

  @TempDir private Path folder;
  private final Traffic traffic = new Traffic(Clock.systemUTC());
  private List<LivePipeline> pipelines;
  private View view;

  @BeforeEach
  void twoEventsWereSent() throws Exception {
    pipelines = LivePipeline.all(folder);
    view = new View("flink", traffic, new TreeSet<>(List.of("rome")), pipelines);
    send(1);
  }

  @AfterEach
  void close() {
    pipelines.forEach(LivePipeline::close);
  }

  @Test
  void thePageHasEveryPipelineThatThereIs() {
    String page = view.page(7, 50, Screen.WIDTH);

    assertThat(page, containsString("live on flink, 7 s\n17 March 2026, 14:00 UTC: 1 order"));
    for (String name : Pipelines.names()) {
      assertThat(page, containsString("\n" + name + ": "));
      assertThat(page.lines().anyMatch(line -> line.matches(name + " +behind 1 .*")), is(true));
      assertThat(view.starting(7), containsString("\n" + name));
      assertThat(view.startingLine(), containsString(name));
    }
  }

  @Test
  void nothingIsWiderThanAHundredColumns() {
    String all =
        view.page(7, 50, Screen.WIDTH)
            + view.starting(7)
            + view.startingLine()
            + "\n"
            + view.line();

    all.lines().forEach(line -> assertThat(line, line.length(), is(lessThanOrEqualTo(100))));
  }

  @Test
  void aLineTellsWhoIsFurthestBehind() {
    assertThat(view.line(), is("14:00 UTC, 2 records sent, 0 flagged; fraud-velocity behind 1"));
  }

  @Test
  void aSmallTerminalShowsTheLedgerFirst() {
    List<String> top = view.page(7, 13, 80).lines().toList();

    assertThat(top.get(2), is("What became of the records"));
    assertThat(top.get(7), startsWith("gateway-health"));
  }

  @Test
  void aTerminalOfUsualSizeShowsTheWholeLedgerAndARowOfEachPipeline() throws Exception {
    send(70_000);
    List<HttpServer> servers = new ArrayList<>();
    for (LivePipeline pipeline : pipelines) {
      servers.add(serving(pipeline.port(), pipeline.name()));
      while (pipeline.accounts().read()
          == 0) { // a busy machine may take longer than one look waits
        pipeline.look();
      }
    }
    insert(
        DashboardRow.FORMAT,
        "'2026-03-17T14:00:00.000Z', 'rome', 'EUR', 29, 123456789, 0, 2, 0, 3, 399103, 600000, 9, 9");
    insert(
        RevenueRow.FORMAT,
        "'2026-03-17', 'rome', 'food', 'EUR', 1, 1, 7, 123456789, 0, 9999999, 113456790, 0, 1, 1");
    insert(
        GatewayRow.FORMAT,
        "'2026-03-17T14:00:00.000Z', 'acme', 'EUR', 60, 0, 720, 0, 1000000, 'OK', 1");

    String page = view.page(7, 23, 80); // of 24 lines the last stays free

    servers.forEach(server -> server.stop(0));
    List<String> seen = page.lines().limit(23).map(line -> line.replaceAll(" +", " ")).toList();
    assertThat(
        seen,
        hasItems(
            "pipeline ledger read counted dupl. late scope rejected",
            "gateway-health behind 12,345 57,656 45,656 1,000 500 10,000 500",
            "rome 14:00 29 12,345.68 EUR 2 3 6.7",
            "EUR 1 7 12,345.68 0.00 1,000.00 11,345.68",
            "acme EUR 14:00 60 720 100 OK"));
    page.lines().forEach(line -> assertThat(line, line.length(), is(lessThanOrEqualTo(80))));
  }

  private void send(int events) {
    byte[] event = "{\"event_time\":\"2026-03-17T14:00:00.000Z\"}".getBytes(UTF_8);
    for (String topic : List.of("orders.v1", "payments.v1")) {
      for (int i = 0; i < events; i++) {
        traffic.note(new Message(topic, 0, TWO, event));
      }
    }
  }

  /** The metrics of a run that has read all but 12,345 of the events. */
  private static HttpServer serving(int port, String pipeline) throws IOException {
    byte[] page =
        """
        tideline_records_read_total{pipeline="NAME"} 57656.0
        tideline_records_total{fate="counted",pipeline="NAME"} 45656.0
        tideline_records_total{fate="duplicate",pipeline="NAME"} 1000.0
        tideline_records_total{fate="too_late",pipeline="NAME"} 500.0
        tideline_records_total{fate="out_of_scope",pipeline="NAME"} 10000.0
        tideline_records_total{fate="rejected",pipeline="NAME"} 500.0
        """
            .replace("NAME", pipeline)
            .getBytes(UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    return server;
  }

  private void insert(RowFormat<?> format, String values) throws Exception {
    LivePipeline pipeline =
        pipelines.stream().filter(each -> each.spec().rows().equals(format)).findFirst().get();
    pipeline.database().check(List.of(SqlTable.of(format)), PATIENCE);
    try (SqlSession session = new SqlSession(pipeline.database(), PATIENCE)) {
      session.run(
          "insert",
          connection -> {
            try (Statement statement = connection.createStatement()) {
              return statement.executeUpdate(
                  "INSERT INTO %s VALUES (%s)".formatted(SqlTable.quoted(format.name()), values));
            }
          });
    }
  }
}
