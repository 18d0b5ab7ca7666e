package dev.tideline.pipelines.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.hamcrest.Matchers.stringContainsInOrder;

import dev.tideline.io.storage.Hdfs;
import dev.tideline.io.storage.RemoteFolders;
import dev.tideline.io.storage.S3Buckets;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.cli.Programs;
import dev.tideline.pipelines.days.RevenueMain;
import dev.tideline.pipelines.published.PublishedDay;
import dev.tideline.pipelines.published.PublishedDays;
import dev.tideline.pipelines.published.Version;
import dev.tideline.pipelines.run.Terminal.Ended;
import dev.tideline.pipelines.runs.RunsMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Business days that are published in a bucket: nothing there is locked, or renamed. */
@ParameterizedClass
@MethodSource("storages")
class DaysInBucketTest {

  private static final String DAY = "2026-03-17";

  private static final String RUN_OF_ANOTHER =
      """
      {"run":"20260318-040102-117-0badcafe","status":"RUNNING","days":"2026-03-17","as_of":"close",\
      "runner":"FlinkRunner","process":"4711@another-host","started":"2026-03-18T04:01:02.117Z",\
      "ended":null,"read":0,"results":[]}
      """;

  @RegisterExtension static final S3Buckets S3 = new S3Buckets();
  @RegisterExtension static final Hdfs HDFS = new Hdfs();

  @Parameter private RemoteFolders storage;

  @TempDir private Path home;
  private OneStore shop;
  private Path books;
  private Path day;

  static List<RemoteFolders> storages() {
    return List.of(S3, HDFS);
  }

  @BeforeEach
  void twoSalesOfTheDay() throws IOException {
    shop = OneStore.in(home.resolve("shop"));
    books = storage.folder().resolve("books");
    day = books.resolve("days").resolve(DAY);
    shop.orders("day.jsonl", OneStore.order("e1"), OneStore.order("e2"));
  }

  private Ended run(String... options) {
    return run(books, options);
  }

  private Ended run(Path output, String... options) {
    List<String> all = new ArrayList<>(List.of("--date", DAY, "--input", shop.toString()));
    all.addAll(List.of("--output", output.toString()));
    all.addAll(List.of(options));
    return Terminal.run(new DailyRevenueMain(), all.toArray(String[]::new));
  }

  /** From an offline till, two days after the close. */
  private static String late(String id) {
    return OneStore.order(id).replace("2026-03-17T09:00:01", "2026-03-20T09:00:01");
  }

  /** What a program says of what is published, on either of its streams. */
  private String said(Programs.Program program, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--output", books.toString()));
    StringWriter said = new StringWriter();
    PrintWriter both = new PrintWriter(said, true);
    Programs.run(program, both, both, all.toArray(String[]::new));
    return said.toString();
  }

  private String revenue(String action) {
    return said(new RevenueMain(), action, "--date", DAY);
  }

  private List<String> folders() throws IOException {
    return Terminal.names(day).stream().filter(name -> !name.equals("_versions")).toList();
  }

  @Test
  void aDayIsPublishedOnceAndThenStands() throws IOException {
    Ended first = run();
    assertThat(first.err(), first.code(), is(0));
    assertThat(first.out(), stringContainsInOrder(DAY, "v1", "published"));
    assertThat(folders(), contains(matchesPattern("v1-[0-9]{8}T[0-9]{6}\\.[0-9]{3}Z-[0-9a-f]{8}")));
    SortedMap<String, String> published = Terminal.contents(day);

    Ended again = run();
    assertThat(again.err(), again.code(), is(0));
    assertThat(again.out(), stringContainsInOrder(DAY, "v1", "unchanged"));
    assertThat(Terminal.contents(day), is(published));
    assertThat(revenue("show"), containsString("TOTAL lines=2 revenue=5.0000 "));
    assertThat(revenue("journal"), containsString("5.00"));
    assertThat(
        said(new RunsMain(), "list"), stringContainsInOrder("done", DAY, "close", "done", DAY));
    assertThat(
        Files.readString(books.resolve("metrics.prom")),
        containsString("tideline_run_succeeded 1\n"));
  }

  @Test
  void theFilesOfADayAreThoseOfOneOnADisk() throws IOException {
    Path disk = home.resolve("books");
    for (Path place : List.of(books, disk)) {
      assertThat(run(place).code(), is(0));
    }
    shop.orders("late.jsonl", late("e3"));
    for (Path place : List.of(books, disk)) {
      Ended corrected = run(place, "--correct");
      assertThat(corrected.err(), corrected.code(), is(0));
    }
    for (int number = 1; number <= 2; number++) {
      SortedMap<String, String> there = files(books, number);
      assertThat(there, is(files(disk, number)));
      assertThat(there.isEmpty(), is(false));
    }
  }

  /** Those of a version, but for the one that says when and by whom it was published. */
  private static SortedMap<String, String> files(Path books, int number) throws IOException {
    PublishedDay day = new PublishedDays(books).day(LocalDate.parse(DAY));
    Path folder = day.file(number, PublishedDay.ROWS).getParent();
    SortedMap<String, String> files = new TreeMap<>(Terminal.contents(folder));
    files.remove("version.json");
    return files;
  }

  @Test
  void ofTwoThatPublishTheSameVersionOneComesTooLate() throws IOException {
    run();
    PublishedDay published = new PublishedDays(books).day(LocalDate.parse(DAY));
    Version first = published.version(1);
    SortedMap<String, String> before = Terminal.contents(day);

    assertThat(
        published.publish(first, place -> Files.writeString(place.resolve("rows.jsonl"), "{}\n")),
        is(false));

    assertThat(Terminal.contents(day), is(before));
  }

  @Test
  void ofTwoRunsAtOnceBothFindTheDayPublished() {
    Terminal.Running one =
        Terminal.start(
            new DailyRevenueMain(),
            "--date",
            DAY,
            "--input",
            shop.toString(),
            "--output",
            books.toString());
    Ended other = run();

    for (Ended ended : List.of(one.ended(), other)) {
      assertThat(ended.err(), ended.code(), is(0));
      assertThat(ended.out(), stringContainsInOrder(DAY, "v1"));
    }
    assertThat(revenue("versions").lines().toList(), hasSize(2)); // a heading, and v1
  }

  @Test
  void whatAKilledRunHasLeftIsNoVersionAndGoesAfterAMonth() throws IOException {
    String left = "v1-20260318T040102.117Z-0badcafe";
    Files.writeString(day.resolve(left).resolve("rows.jsonl"), "half");
    Files.writeString(books.resolve("runs/20260318-040102-117-0badcafe/run.json"), RUN_OF_ANOTHER);
    assertThat(revenue("show"), containsString(DAY + " was not published"));

    Ended next = run();
    assertThat(next.out(), stringContainsInOrder(DAY, "v1", "published"));
    assertThat(folders(), not(hasItem(left)));
    assertThat(folders(), hasSize(1));
  }

  /** Of a process of another host nobody here can tell whether it is still there. */
  @Test
  void aRunThatHasDiedIsKnownOnItsOwnHost() throws IOException {
    run();
    run();
    List<String> runs = Terminal.names(books.resolve("runs"));
    assertThat(runs, everyItem(matchesPattern("[0-9]{8}-[0-9]{6}-[0-9]{3}-[0-9a-f]{8}")));
    running(runs.get(0), "@another-host");
    running(runs.get(1), "");
    assertThat(said(new RunsMain(), "list"), stringContainsInOrder("running", "died"));

    run();
    assertThat(said(new RunsMain(), "list"), stringContainsInOrder("running", "died", "done"));
    assertThat(note(runs.get(0)), containsString("\"RUNNING\""));
    assertThat(note(runs.get(1)), containsString("\"DIED\""));
  }

  /** As a run leaves it that is killed: of a process number that no process has. */
  private void running(String run, String host) throws IOException {
    Path file = books.resolve("runs").resolve(run).resolve("run.json");
    String killed =
        note(run)
            .replaceFirst("\"status\":\"[A-Z]+\"", "\"status\":\"RUNNING\"")
            .replaceFirst("\"ended\":\"[^\"]+\"", "\"ended\":null")
            .replaceFirst(
                "\"process\":\"[0-9]+(@[^\"]+)\"",
                "\"process\":\"2147483647" + (host.isEmpty() ? "$1" : host) + "\"");
    Files.writeString(file, killed);
  }

  private String note(String run) throws IOException {
    return Files.readString(books.resolve("runs").resolve(run).resolve("run.json"));
  }

  @Test
  void anyFileThatIsLostOrChangedIsNamed() throws IOException {
    run();
    Path version = day.resolve(folders().get(0));
    for (String name : List.of("rows.jsonl", "journal.csv", "stores.jsonl")) {
      String whole = Files.readString(version.resolve(name));
      Files.writeString(version.resolve(name), "something else\n");
      assertRefused(name + " is not what was published");
      Files.delete(version.resolve(name));
      assertRefused(name + " is missing");
      Files.writeString(version.resolve(name), whole);
    }
    assertThat(run().code(), is(0));
  }

  private void assertRefused(String how) {
    Ended refused = run();
    assertThat(refused.err(), refused.code(), is(2));
    assertThat(
        refused.mistakes(),
        contains(startsWith("version 1 of %s is damaged: %s: put back".formatted(DAY, how))));
  }

  @Test
  void aPlaceThatHoldsSomethingElseIsLeftAsItIs() throws IOException {
    Path answer = storage.folder().resolve("revenue");
    Files.writeString(answer.resolve("_versions/0000000001"), "20260318T040102.117Z-0badcafe\n");
    Ended refused = run(answer);
    assertThat(refused.code(), is(2));
    assertThat(refused.mistakes(), contains(containsString("it holds something else")));
  }
}
