package dev.tideline.demo.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.sun.net.httpserver.HttpServer;
import dev.tideline.ledger.Fate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

  private static final String PAGE =
      """
      # HELP tideline_records_read_total Records read, as the ledger says.
      # TYPE tideline_records_read_total counter
      tideline_records_read_total{pipeline="daily-revenue"} 1.2345678E7
      # TYPE tideline_records_total counter
      tideline_records_total{fate="counted",pipeline="daily-revenue"} 1.2345670E7
      tideline_records_total{fate="out_of_scope",pipeline="daily-revenue"} 8.0
      tideline_records_total{fate="too_late",pipeline="daily-revenue"} 0.0
      tideline_up{pipeline="daily-revenue",source="database"} 1.0
      """;

  @Test
  void theAccountsOfARunAreReadFromItsMetrics() {
    Accounts accounts = MetricsPage.accountsIn(PAGE).orElseThrow();

    assertThat(accounts.read(), is(12_345_678L));
    assertThat(accounts.of(Fate.COUNTED), is(12_345_670L));
    assertThat(accounts.of(Fate.OUT_OF_SCOPE), is(8L));
    assertThat(accounts.of(Fate.REJECTED), is(0L));
  }

  @Test
  void beforeTheLedgerIsKnownThereAreNone() {
    assertThat(
        MetricsPage.accountsIn("tideline_up{pipeline=\"p\",source=\"database\"} 0.0\n"),
        is(Optional.empty()));
  }

  @Test
  void aRunIsAskedOverHttp() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] page = PAGE.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    try {
      MetricsPage page = new MetricsPage(server.getAddress().getPort());
      Optional<Accounts> accounts = page.accounts();
      while (accounts.isEmpty()) { // a busy machine may take longer than one look waits
        accounts = page.accounts();
      }
      assertThat(accounts.get().read(), is(12_345_678L));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void nobodyAnswers() throws Exception {
    assertThat(new MetricsPage(1).accounts(), is(Optional.empty()));
  }

  @Test
  void whileRecordsAreUnreadALedgerIsBehindWhateverItSays() {
    Accounts half = new Accounts(500, Map.of(Fate.COUNTED, 499L, Fate.DUPLICATE, 1L));

    assertThat(half.state(43_102), is("behind 42,602"));
    assertThat(half.state(500), is("balanced"));
    assertThat(Accounts.NONE.state(1), is("behind 1"));
    assertThat(Accounts.NONE.state(0), is("balanced"));
  }

  @Test
  void aPipelineIsBehindWithARecordThatWasReadAndHasNoFateYet() {
    Accounts underWay = new Accounts(500, Map.of(Fate.COUNTED, 499L));

    assertThat(underWay.state(43_102), is("behind 42,603"));
    assertThat(underWay.state(500), is("behind 1"));
  }

  /** Workers report their counters one after another. */
  @Test
  void aFateMayBeCountedBeforeItsRecord() {
    Accounts early = new Accounts(499, Map.of(Fate.COUNTED, 500L));

    assertThat(early.state(43_102), is("behind 42,602"));
    assertThat(early.state(500), is("balanced"));
    assertThat(early.balanced(), is(false));
  }
}
