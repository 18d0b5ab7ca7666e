package dev.tideline.ops.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the master of a Spark cluster says and does over HTTP. */
final class SparkRest {

  private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String web;
  private final String submissions;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /**
   * A cluster.
   *
   * @param web HOST:PORT of its page
   * @param submissions HOST:PORT where it takes drivers
   */
  SparkRest(String web, String submissions) {
    this.web = web;
    this.submissions = submissions;
  }

  /**
   * A job, in Spark's words an application.
   *
   * @param name which may be that of earlier ones
   * @param state in Spark's words, such as RUNNING
   * @param started ms since the epoch
   * @param cores how many it has
   */
  record Application(String id, String name, String state, long started, int cores) {}

  /**
   * How many cores there are, or nothing as long as it is about to start, or asks who was there
   * under the master before: it takes no jobs yet.
   */
  Optional<Integer> cores() throws IOException, InterruptedException {
    try {
      JsonNode state = state();
      return state.path("status").asText().equals("ALIVE")
          ? Optional.of(state.path("cores").asInt())
          : Optional.empty();
    } catch (ConnectException | RefusedException notYet) {
      return Optional.empty();
    }
  }

  /** It does not answer what it is asked. */
  private static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private RefusedException(String message) {
      super(message);
    }
  }

  /** How many cores nobody uses. */
  int freeCores() throws IOException, InterruptedException {
    JsonNode state = state();
    return state.path("cores").asInt() - state.path("coresused").asInt();
  }

  /** All jobs that the cluster remembers, the newest first. */
  List<Application> applications() throws IOException, InterruptedException {
    JsonNode state = state();
    List<Application> found = new ArrayList<>();
    for (String which : List.of("activeapps", "completedapps")) {
      for (JsonNode application : state.path(which)) {
        found.add(
            new Application(
                application.path("id").asText(),
                application.path("name").asText(),
                application.path("state").asText(),
                application.path("starttime").asLong(),
                application.path("cores").asInt()));
      }
    }
    found.sort((one, other) -> Long.compare(other.started(), one.started()));
    return found;
  }

  /** The ids of all drivers that are in the cluster now. */
  List<String> drivers() throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    state().path("activedrivers").forEach(driver -> ids.add(driver.path("id").asText()));
    return ids;
  }

  /** How a driver is, in Spark's words, such as RUNNING; empty if nobody knows of it. */
  Optional<String> stateOf(String driver) throws IOException, InterruptedException {
    JsonNode answer = send("GET", submissions, "/v1/submissions/status/" + driver);
    return answer.path("success").asBoolean()
        ? Optional.of(answer.path("driverState").asText())
        : Optional.empty();
  }

  /** Tells a driver to end; one that does not within the patience of its worker is killed. */
  void kill(String driver) throws IOException, InterruptedException {
    JsonNode answer = send("POST", submissions, "/v1/submissions/kill/" + driver);
    if (!answer.path("success").asBoolean()) {
      throw new IOException(
          "%s can't be told to end: %s".formatted(driver, answer.path("message").asText()));
    }
  }

  private JsonNode state() throws IOException, InterruptedException {
    return send("GET", web, "/json/");
  }

  private JsonNode send(String method, String address, String path)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + path))
            .timeout(ANSWERED_WITHIN)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new RefusedException(
          "the cluster at %s answers %s with %d".formatted(address, path, answer.statusCode()));
    }
    return JSON.readTree(answer.body());
  }
}
