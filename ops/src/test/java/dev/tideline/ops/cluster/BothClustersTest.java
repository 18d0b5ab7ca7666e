package dev.tideline.ops.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;

import dev.tideline.io.sort.RowDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What finance runs, on a cluster of either engine: a year from bucket to bucket, its days
 * published, and a driver that is killed at any moment.
 */
@Tag("cluster")
@Tag("exhaustive")
@ParameterizedClass
@ValueSource(strings = {"flink", "spark"})
class BothClustersTest {

  /** Of FoodMart's 1997, as on one machine. */
  private static final String DIGEST =
      "62b32c82b5b45ae1bcb9bb6768a5eb11ed73cdc9e02a1030709d56afae6916d4";

  private static final String YEAR = "DIGEST " + DIGEST + " rows=23194";

  /** How often the driver is killed, half of them on a disk, half in a bucket. */
  private static final int KILLS = Integer.getInteger("tideline.kills", 20);

  private static final long SEED = Long.getLong("tideline.seed", System.nanoTime());

  @Parameter private String engine;

  @TempDir private Path home;

  private TestCluster cluster;

  @BeforeEach
  void aCluster() throws Exception {
    cluster = TestCluster.start(engine, home);
  }

  @AfterEach
  void nothingIsLeftRunning() throws Exception {
    cluster.end();
  }

  @Test
  void aYearOfRealSalesAddsUpFromBucketToBucketAndByDays() throws Exception {
    Script.run("foodmart", "--output", cluster.object("foodmart").toString()).ok();
    String[] year = {"--from", "1997-01-01", "--to", "1997-12-31"};
    Script added =
        cluster
            .submit(TestCluster.revenue("s3://lake/foodmart", "s3://lake/revenue-1997", year))
            .ok();
    assertThat(added.answer().get(0), is(YEAR));

    String[] days = {"--date", "1997-01-01..1997-12-31"};
    Script published =
        cluster.submit(TestCluster.revenue("s3://lake/foodmart", "s3://lake/books", days)).ok();
    assertThat(published.out(), containsString("1997-12-31"));
    RowDigest digest = new RowDigest();
    for (LocalDate day = LocalDate.of(1997, 1, 1); day.getYear() == 1997; day = day.plusDays(1)) {
      Path versions = cluster.object("books/days/" + day);
      String name = Files.readString(versions.resolve("_versions/0000000001")).strip();
      Files.readAllLines(versions.resolve(name).resolve("rows.jsonl")).forEach(digest::add);
    }
    assertThat(digest.hex(), is(DIGEST));
  }

  /**
   * What stands is the whole old answer or the whole new one, and to publish or run again ends it.
   */
  @Test
  void aDriverIsKilledAtAnyMoment() throws Exception {
    System.err.println("BothClustersTest: -Dtideline.seed=" + SEED);
    Random random = new Random(SEED);
    GeneratedDay other = GeneratedDay.generate(home, "other", "jsonl", 4_200);
    List<Place> places =
        List.of(
            new Place(home.resolve("swept").toString(), home.resolve("swept")),
            new Place("s3://lake/swept", cluster.object("swept")));
    List<String> inputs = List.of(cluster.day().folder().toString(), other.folder().toString());
    List<String> answers = new ArrayList<>();
    long took = 0;
    for (String input : inputs) {
      for (Place place : places) {
        long begun = System.nanoTime();
        Script whole = cluster.submit(TestCluster.revenue(input, place.output())).ok();
        took = (System.nanoTime() - begun) / 1_000_000;
        assertThat(whole.answer().get(0), containsString(place.standing()));
      }
      answers.add(places.get(0).standing());
    }

    int published = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Place place = places.get(kill % 2);
      String before = place.standing();
      int next = 1 - answers.indexOf(before);
      Process driver =
          cluster.submitBeside(
              home.resolve("driver.log"), TestCluster.revenue(inputs.get(next), place.output()));
      Thread.sleep(random.nextInt((int) took)); // any moment will do: that is what is tried
      Stream.concat(driver.descendants(), Stream.of(driver.toHandle()))
          .forEach(ProcessHandle::destroyForcibly);
      driver.waitFor();
      assertThat(place.standing(), is(oneOf(before, answers.get(next))));
      TestCluster.until(cluster::isIdle);
      assertThat(place.standing(), is(oneOf(before, answers.get(next))));

      Script publish = cluster.publish(place.output());
      assertThat(publish.out() + publish.err(), publish.status(), is(oneOf(0, 1)));
      assertThat(place.standing(), is(oneOf(before, answers.get(next))));
      published += place.standing().equals(before) ? 0 : 1;
      if (place.standing().equals(before)) {
        cluster.submit(TestCluster.revenue(inputs.get(next), place.output())).ok();
        assertThat(place.standing(), is(answers.get(next)));
      }
    }
    System.err.printf(
        "%s: of %d runs whose driver was killed %d were published all the same%n",
        engine, KILLS, published);
  }

  /**
   * An answer's.
   *
   * @param output as typed
   * @param folder where that is on this machine's disk
   */
  private record Place(String output, Path folder) {

    /** The digest of the rows of what stands, which must be what is said of them. */
    String standing() throws IOException {
      Path answer = answer();
      List<String> rows = new ArrayList<>();
      try (Stream<Path> parts = Files.list(answer.resolve("rows"))) {
        for (Path part : parts.filter(Place::isPart).toList()) {
          rows.addAll(Files.readAllLines(part));
        }
      }
      RowDigest digest = new RowDigest();
      rows.stream().sorted().forEach(digest::add);
      String hex = digest.hex();
      assertThat(
          Files.readString(answer.resolve("report.json")),
          containsString("\"digest\":\"" + hex + "\""));
      return hex;
    }

    private static boolean isPart(Path file) {
      return file.getFileName().toString().startsWith("part-");
    }

    private Path answer() throws IOException {
      if (!Files.exists(folder.resolve("_versions"))) {
        return folder;
      }
      try (Stream<Path> versions = Files.list(folder.resolve("_versions"))) {
        Path last = versions.sorted().reduce((one, next) -> next).orElseThrow();
        return folder.resolve("_answers").resolve(Files.readString(last).strip());
      }
    }
  }
}
