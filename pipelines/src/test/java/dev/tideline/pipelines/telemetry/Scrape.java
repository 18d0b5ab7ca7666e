package dev.tideline.pipelines.telemetry;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** Asks for metrics as Prometheus does. */
public final class Scrape {

  private Scrape() {}

  /** The numbers, by name and labels as they are written. */
  public static Map<String, Double> of(int port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
            .header("Accept", "text/plain; version=0.0.4")
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(response.statusCode() + ": " + response.body());
    }
    Map<String, Double> numbers = new TreeMap<>();
    response
        .body()
        .lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .forEach(
            line -> {
              int space = line.lastIndexOf(' ');
              numbers.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
            });
    return numbers;
  }

  /**
   * How a number is named.
   *
   * @param labels as {@code fate="counted"}, in the order of their names
   */
  public static String name(String metric, String... labels) {
    return "tideline_" + metric + "{" + String.join(",", labels) + "}";
  }

  /** Asks again and again until somebody answers, or the run that should has ended. */
  public static void untilServed(int port, Future<?> run) throws IOException, InterruptedException {
    while (true) {
      try {
        of(port);
        return;
      } catch (ConnectException notYet) {
        if (run.isDone()) {
          throw notYet;
        }
        Thread.sleep(50);
      }
    }
  }

  /** Asks again and again until the numbers are as they should be. */
  public static Map<String, Double> until(int port, Predicate<Map<String, Double>> so)
      throws IOException, InterruptedException {
    while (true) {
      Map<String, Double> numbers = of(port);
      if (so.test(numbers)) {
        return numbers;
      }
      Thread.sleep(50);
    }
  }
}
