package dev.tideline.pipelines.runs;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.io.answer.WrittenFiles;
import dev.tideline.io.files.Folders;
import dev.tideline.io.storage.InParallel;
import dev.tideline.io.storage.Storage;
import dev.tideline.json.JsonText;
import dev.tideline.json.Timestamps;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is kept of a run: what it was asked, how it ended, and its whole answer.
 *
 * @param folder its own, called by its name
 */
public record RunFolder(Path folder) {

  private static final String FILE = "run.json";

  /** What stands for the close of each store's books, where a moment could. */
  public static final String CLOSE = "close";

  /** By how many runs it is told how long one takes. */
  private static final int LAST = 5;

  private static final String HOST = host();

  private static final int SALT = 8; // characters

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  /** How a run stands. */
  public enum Status {
    /** It is at it. */
    RUNNING,
    /** Its process is no longer there: what it had published by then stands. */
    DIED,
    /** Every day it was asked for has the version that it came to. */
    DONE,
    /** It came to an answer, and of some day did not publish it. */
    INCOMPLETE,
    /** It did not come to an answer, or to one that does not balance. */
    FAILED
  }

  /**
   * What became of a day.
   *
   * @param date the day
   * @param version the one that stands now; 0 if none
   * @param outcome what was done
   */
  public record Day(String date, int version, Outcome outcome) {
    /** The version as it is shown. */
    public String versionText() {
      return version == 0 ? "-" : "v" + version;
    }
  }

  /** What a run does about a day. */
  public enum Outcome {
    PUBLISHED,
    UNCHANGED,
    /** It came to other rows than the version that stands has, and left it. */
    DIFFERS,
    /** By a rule of quality. */
    WITHHELD,
    /** No event that is known explains all in which it differs from the version that stands. */
    UNEXPLAINED;

    /** As it is shown. */
    public String words() {
      String word = name().toLowerCase(Locale.ROOT);
      return this == DIFFERS || this == UNEXPLAINED ? word + ", not published" : word;
    }
  }

  /**
   * What is known of a run.
   *
   * @param name its own
   * @param status how it stands
   * @param days the days it was asked for, as typed
   * @param asOf as typed
   * @param runner on which it ran
   * @param process the number of its process, and its host: {@code 4711@till-7}
   * @param started when, ms since the epoch
   * @param ended when, ms since the epoch; null while it runs
   * @param read how many records it read; 0 while that is not known
   * @param results what became of each day
   */
  public record Entry(
      String name,
      Status status,
      String days,
      String asOf,
      String runner,
      String process,
      long started,
      Long ended,
      long read,
      List<Day> results) {

    /** Of a run of this process that begins now. */
    public static Entry begun(String name, String days, String asOf, String runner) {
      return new Entry(
          name,
          Status.RUNNING,
          days,
          asOf,
          runner,
          ProcessHandle.current().pid() + "@" + HOST,
          System.currentTimeMillis(),
          null,
          0,
          List.of());
    }

    /** The same with what became of some days so far. */
    public Entry with(List<Day> became) {
      return new Entry(
          name, status, days, asOf, runner, process, started, ended, read, List.copyOf(became));
    }

    /** The same when it has ended. */
    public Entry ended(Status how, long records, List<Day> became) {
      return new Entry(
          name,
          how,
          days,
          asOf,
          runner,
          process,
          started,
          System.currentTimeMillis(),
          records,
          became);
    }

    private String toJson() {
      return JsonText.object(
          json -> {
            json.text("run", name);
            json.text("status", status.name());
            json.text("days", days);
            json.text("as_of", asOf);
            json.text("runner", runner);
            json.text("process", process);
            json.time("started", started);
            json.text("ended", ended == null ? null : Timestamps.format(ended));
            json.number("read", read);
            json.objects(
                "results",
                results,
                day -> {
                  json.text("date", day.date());
                  json.number("version", day.version());
                  json.text("outcome", day.outcome().name());
                });
          });
    }

    private static Entry read(JsonNode json) {
      List<Day> results = new ArrayList<>();
      json.required("results")
          .forEach(
              day ->
                  results.add(
                      new Day(
                          day.required("date").asText(),
                          day.required("version").asInt(),
                          Outcome.valueOf(day.required("outcome").asText()))));
      JsonNode ended = json.required("ended");
      String process = json.required("process").asText();
      Status status = Status.valueOf(json.required("status").asText());
      boolean died = status == Status.RUNNING && isGone(process);
      return new Entry(
          json.required("run").asText(),
          died ? Status.DIED : status,
          json.required("days").asText(),
          json.required("as_of").asText(),
          json.required("runner").asText(),
          process,
          Timestamps.parse(json.required("started").asText()),
          ended.isNull() ? null : Timestamps.parse(ended.asText()),
          json.required("read").asLong(),
          results);
    }
  }

  /**
   * Whether a process is known to be there no more. One of another host can't be asked for; one of
   * which no host is noted is of this one, where earlier releases published.
   */
  private static boolean isGone(String process) {
    String[] numberAndHost = process.split("@", 2);
    boolean here = numberAndHost.length == 1 || numberAndHost[1].equals(HOST);
    return here && ProcessHandle.of(Long.parseLong(numberAndHost[0])).isEmpty();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }

  /** Where the runs are that publish in a folder. */
  public static Path under(Path root) {
    return root.resolve("runs");
  }

  /** Makes one for a run that begins now. In a bucket another may begin in the same moment. */
  public static RunFolder make(Path runs) throws IOException {
    if (Storage.isRemote(runs)) {
      String salt = UUID.randomUUID().toString().substring(0, SALT);
      return new RunFolder(runs.resolve(NAME.format(Instant.now()) + "-" + salt));
    }
    Files.createDirectories(runs);
    return new RunFolder(Files.createDirectory(runs.resolve(NAME.format(Instant.now()))));
  }

  /** All runs, in the order in which they began. */
  public static List<RunFolder> all(Path runs) throws IOException {
    if (!Storage.isFolder(runs)) {
      return List.of();
    }
    List<Path> all;
    try (Stream<Path> folders = Files.list(runs)) {
      all = folders.sorted().toList();
    }
    List<Boolean> begun =
        InParallel.read(all, each -> each, each -> Storage.exists(each.resolve(FILE)));
    return IntStream.range(0, all.size())
        .filter(begun::get)
        .mapToObj(each -> new RunFolder(all.get(each)))
        .toList();
  }

  /** What is known of all runs, in the order in which they began. */
  public static List<Entry> entries(Path runs) throws IOException {
    return InParallel.read(all(runs), RunFolder::folder, RunFolder::read);
  }

  /**
   * Notes that a run has died of which nobody else can, and removes what it had begun to write.
   * Only for who has the lock: then none is at it. In a bucket there is none, and only of a process
   * of this host it is known.
   *
   * @param entry what is known of it
   */
  public void endIfDied(Entry entry) throws IOException {
    boolean remote = Storage.isRemote(folder);
    if (entry.ended() == null && (!remote || entry.status() == Status.DIED)) {
      write(entry.ended(Status.DIED, 0, entry.results()));
      if (remote) {
        return; // what is spooled is not there
      }
      try (DirectoryStream<Path> begun = Files.newDirectoryStream(folder, ".*.tmp")) {
        for (Path each : begun) {
          Folders.delete(each);
        }
      }
    }
  }

  /**
   * How long the last few runs took, in ms, that did as one that begins: on this runner, for as
   * many days, as of the close.
   */
  public static List<Long> lastTook(List<Entry> all, String runner, int days) {
    List<Long> took = new ArrayList<>();
    for (int last = all.size() - 1; last >= 0 && took.size() < LAST; last--) {
      Entry entry = all.get(last);
      if (entry.status() == Status.DONE
          && entry.runner().equals(runner)
          && entry.asOf().equals(CLOSE)
          && entry.results().size() == days) {
        took.add(entry.ended() - entry.started());
      }
    }
    return took;
  }

  /** What it is called. */
  public String name() {
    return folder.getFileName().toString();
  }

  /** Where it publishes its answer, as at any {@code --output}. */
  public Path output() {
    return folder.resolve("answer");
  }

  /** The folder of its answer, if it has come to one. */
  public Path answer() throws IOException {
    return WrittenFiles.standingAt(output());
  }

  /**
   * What is known of it.
   *
   * @throws IOException naming the file, if it is not what was written
   */
  public Entry read() throws IOException {
    Path file = folder.resolve(FILE);
    try {
      return Entry.read(AnswerJson.parse(Files.readString(file)));
    } catch (JacksonException | IllegalArgumentException | DateTimeException damaged) {
      throw new IOException(file + " is damaged: mend it, or remove its folder", damaged);
    }
  }

  /** Notes how it stands, in one act. */
  public void write(Entry entry) throws IOException {
    Folders.replace(folder.resolve(FILE), entry.toJson() + "\n");
  }
}
