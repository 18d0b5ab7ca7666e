package dev.tideline.demo.live;

import dev.tideline.ledger.Fate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics that a live run serves, as Prometheus gets them. */
final class MetricsPage {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Pattern READ =
      Pattern.compile("(?m)^tideline_records_read_total\\{[^}]*\\} (\\S+)$");
  private static final Pattern FATE =
      Pattern.compile("(?m)^tideline_records_total\\{[^}]*fate=\"([a-z_]+)\"[^}]*\\} (\\S+)$");

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final HttpRequest request;

  /** Served on this machine at a port. */
  MetricsPage(int port) {
    this.request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
            .header("Accept", "text/plain; version=0.0.4")
            .timeout(PATIENCE)
            .build();
  }

  /** What became of the records so far; empty if nobody answers, or nothing is known yet. */
  Optional<Accounts> accounts() throws InterruptedException {
    try {
      return accountsIn(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException notYet) {
      return Optional.empty();
    }
  }

  /** What a page of metrics says. */
  static Optional<Accounts> accountsIn(String page) {
    Matcher read = READ.matcher(page);
    if (!read.find()) {
      return Optional.empty();
    }
    Map<Fate, Long> fates = new EnumMap<>(Fate.class);
    FATE.matcher(page)
        .results()
        .forEach(
            fate ->
                fates.put(
                    Fate.valueOf(fate.group(1).toUpperCase(Locale.ROOT)), number(fate.group(2))));
    return Optional.of(new Accounts(number(read.group(1)), fates));
  }

  /** Prometheus writes whole numbers as {@code 42602.0} or {@code 1.0E7}. */
  private static long number(String text) {
    return (long) Double.parseDouble(text);
  }
}
