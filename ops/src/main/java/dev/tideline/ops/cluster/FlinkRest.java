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

/** What a Flink cluster says and does over HTTP. */
final class FlinkRest {

  private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(1);
  private static final long LOOK = 200; // ms
  private static final List<String> ENDED = List.of("FINISHED", "FAILED", "CANCELED");

  /** What Flink says of tasks that have ended since it was asked, which it knows late. */
  private static final String NOT_WORKING = "Not all required tasks are currently running";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String address;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /**
   * A cluster.
   *
   * @param address HOST:PORT of its job manager
   */
  FlinkRest(String address) {
    this.address = address;
  }

  /**
   * A job.
   *
   * @param name which may be that of earlier ones
   * @param state in Flink's words, such as RUNNING
   * @param started ms since the epoch
   */
  record Job(String id, String name, String state, long started) {

    /** Whether nothing will become of it any more. */
    boolean hasEnded() {
      return ENDED.contains(state);
    }
  }

  /** It does not do what it was asked to. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private RefusedException(String message) {
      super(message);
    }
  }

  /** How many slots there are, or nothing as long as it is about to start. */
  Optional<Integer> slots() throws IOException, InterruptedException {
    try {
      return Optional.of(get("/overview").path("slots-total").asInt());
    } catch (ConnectException | RefusedException notYet) {
      return Optional.empty();
    }
  }

  /** How many slots nobody uses. */
  int freeSlots() throws IOException, InterruptedException {
    return get("/overview").path("slots-available").asInt();
  }

  /** All jobs that the cluster remembers, the newest first. */
  List<Job> jobs() throws IOException, InterruptedException {
    List<Job> jobs = new ArrayList<>();
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      jobs.add(
          new Job(
              job.path("jid").asText(),
              job.path("name").asText(),
              job.path("state").asText(),
              job.path("start-time").asLong()));
    }
    jobs.sort((one, other) -> Long.compare(other.started(), one.started()));
    return jobs;
  }

  /**
   * What a job can go on from.
   *
   * @param completed how many checkpoints it has made
   * @param restored how often it went on from one, or from a savepoint
   */
  record Checkpoints(long completed, long restored) {}

  /** Those of a job; empty for a bounded one, which makes none. */
  Optional<Checkpoints> checkpoints(Job job) throws IOException, InterruptedException {
    try {
      JsonNode counts = get("/jobs/" + job.id() + "/checkpoints").path("counts");
      return Optional.of(
          new Checkpoints(counts.path("completed").asLong(), counts.path("restored").asLong()));
    } catch (RefusedException bounded) {
      return Optional.empty();
    }
  }

  /**
   * Whether all its tasks work: a job that runs may have some that are still on their way, and one
   * that begins has none yet.
   */
  boolean works(Job job) throws IOException, InterruptedException {
    JsonNode tasks = get("/jobs/" + job.id()).path("vertices");
    if (tasks.isEmpty()) {
      return false;
    }
    for (JsonNode task : tasks) {
      if (!List.of("RUNNING", "FINISHED").contains(task.path("status").asText())) {
        return false;
      }
    }
    return true;
  }

  /**
   * Stops a job where it is, as soon as all its tasks work.
   *
   * @return the folder of the state from which it can go on
   * @throws IOException if it can't be stopped so, and goes on
   */
  String stopWithSavepoint(Job job) throws IOException, InterruptedException {
    while (!works(job)) {
      if (hasEnded(job)) {
        throw new IOException("no savepoint was made: job " + job.id() + " has ended meanwhile");
      }
      Thread.sleep(LOOK);
    }
    String trigger =
        send("POST", "/jobs/" + job.id() + "/stop", "{\"drain\": false}")
            .path("request-id")
            .asText();
    while (true) {
      JsonNode answer = get("/jobs/" + job.id() + "/savepoints/" + trigger);
      if (answer.path("status").path("id").asText().equals("COMPLETED")) {
        JsonNode operation = answer.path("operation");
        if (operation.has("location")) {
          return operation.get("location").asText();
        }
        String failure = operation.path("failure-cause").path("stack-trace").asText();
        if (failure.contains(NOT_WORKING)) {
          return stopWithSavepoint(job);
        }
        throw new IOException(
            "no savepoint was made, and the job goes on: "
                + failure.lines().findFirst().orElse("no reason given"));
      }
      Thread.sleep(LOOK);
    }
  }

  /** Cancels a job, and waits until it has ended. */
  void cancel(Job job) throws IOException, InterruptedException {
    send("PATCH", "/jobs/" + job.id() + "?mode=cancel", "");
    while (!hasEnded(job)) {
      Thread.sleep(LOOK);
    }
  }

  private boolean hasEnded(Job job) throws IOException, InterruptedException {
    return ENDED.contains(get("/jobs/" + job.id()).path("state").asText());
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  private JsonNode send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + path))
            .timeout(ANSWERED_WITHIN)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new RefusedException(
          "the cluster at %s refuses %s: %s".formatted(address, path, reasonIn(answer.body())));
    }
    return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
  }

  /** Of Flink's stack traces, the innermost reason. */
  private static String reasonIn(String body) {
    return body.replace("\\n", "\n")
        .lines()
        .filter(line -> line.startsWith("Caused by: ") || !line.startsWith("\\tat "))
        .reduce((outer, inner) -> inner.startsWith("Caused by: ") ? inner : outer)
        .orElse("no reason given");
  }
}
