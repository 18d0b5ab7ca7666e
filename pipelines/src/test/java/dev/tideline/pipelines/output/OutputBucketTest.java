package dev.tideline.pipelines.output;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.io.answer.WrittenFiles;
import dev.tideline.io.storage.Hdfs;
import dev.tideline.io.storage.RemoteFolders;
import dev.tideline.io.storage.S3Buckets;
import dev.tideline.io.storage.Storage;
import dev.tideline.io.storage.Versions;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.run.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** In a bucket, and in HDFS, an answer appears whole too, and is replaced as a whole. */
@ParameterizedClass
@MethodSource("storages")
class OutputBucketTest {

  @RegisterExtension static final S3Buckets S3 = new S3Buckets();
  @RegisterExtension static final Hdfs HDFS = new Hdfs();

  @Parameter private RemoteFolders storage;

  private Path place;

  static List<RemoteFolders> storages() {
    return List.of(S3, HDFS);
  }

  @BeforeEach
  void aPlace() throws IOException {
    place = storage.folder().resolve("revenue");
  }

  @Test
  void anAnswerAppearsWhenItIsPublished() throws IOException {
    try (StagedAnswer output = StagedAnswer.at(place)) {
      write(output, "first");
      assertThat(standing(), is("none"));

      output.publish();
    }
    assertThat(standing(), is("first"));
  }

  @Test
  void itReplacesTheOneBeforeWhichStaysForWhoeverReadsIt() throws IOException {
    for (String answer : List.of("1st", "2nd", "3rd", "4th")) {
      publish(answer);
    }

    assertThat(standing(), is("4th"));
    assertThat(Terminal.names(place.resolve("_versions")).size(), is(4));
    List<String> stay = new ArrayList<>();
    for (String name : Terminal.names(place.resolve("_answers"))) {
      stay.add(Files.readString(place.resolve("_answers").resolve(name).resolve("report.json")));
    }
    assertThat(stay, containsInAnyOrder("2nd", "3rd", "4th"));
  }

  @Test
  void whatIsNotPublishedIsRemoved() throws IOException {
    publish("first");
    Path stage;
    try (StagedAnswer output = StagedAnswer.at(place)) {
      write(output, "second");
      stage = output.stage();
    }
    assertThat(standing(), is("first"));
    assertThat(Files.exists(stage), is(false));
  }

  @Test
  void ofTwoThatEndAtOnceOneStandsWhole() throws IOException {
    publish("before");
    try (StagedAnswer one = StagedAnswer.at(place);
        StagedAnswer other = StagedAnswer.at(place)) {
      write(one, "one");
      write(other, "other");
      one.publish();
      other.publish();
    }
    assertThat(standing(), is("other"));
  }

  @Test
  void whatDoesNotBalanceIsKeptBesideTheOneThatStands() throws IOException {
    publish("first");
    setAside("wrong");
    Path aside = setAside("wrong again");

    assertThat(standing(), is("first"));
    assertThat(Files.readString(aside.resolve("report.json")), is("wrong again"));
    assertThat(Terminal.names(place.resolve("_answers")).size(), is(2));
    publish("second");
    assertThat(Terminal.names(place.resolve("_answers")), hasItem(name(aside)));
    assertThat(Terminal.names(place.resolve("_answers")).size(), is(3));
  }

  @Test
  void whatAKilledRunHasLeftGoesAfterAMonth() throws IOException {
    Path left = place.resolve("_answers/20260317T040000.000Z-0badcafe");
    Files.writeString(left.resolve("rows/part-00000"), "half");
    try (StagedAnswer underWay = StagedAnswer.at(place)) {
      write(underWay, "under way");
      publish("first");

      assertThat(Files.exists(left), is(false));
      assertThat(Files.exists(underWay.stage()), is(true));
    }
  }

  @Test
  void whatStandsStaysHoweverOldItIs() throws IOException {
    Path old = place.resolve("_answers/20250317T040000.000Z-0badcafe");
    Files.writeString(old.resolve("report.json"), "a year ago");
    Versions.in(place.resolve("_versions")).put(new Versions.Version(1, name(old)));

    setAside("wrong");

    assertThat(standing(), is("a year ago"));
  }

  @Test
  void aFolderOfSomethingElseIsNotTouched() throws IOException {
    Files.writeString(place.resolve("holiday.jpg"), "beach");

    UsageException refused = assertThrows(UsageException.class, () -> StagedAnswer.at(place));

    assertThat(refused.mistakes(), contains(containsString("holiday.jpg")));
    assertThat(Terminal.names(place), contains("holiday.jpg"));
  }

  @Test
  void aBucketThatIsNotThereIsNamedBeforeAnythingRuns() {
    UsageException refused =
        assertThrows(
            UsageException.class,
            () -> StagedAnswer.at(Storage.path("s3://nobody-has-made-this/revenue")));

    assertThat(
        refused.mistakes(),
        contains(containsString("--output s3://nobody-has-made-this/revenue can't take")));
  }

  @Test
  void anInputInItIsToldFromAnswers() throws IOException {
    publish("first");

    List<String> names = Terminal.names(place);

    assertThat(names, is(not(empty())));
    names.forEach(name -> assertThat(name.startsWith("_"), is(true))); // hidden, as Spark has it
  }

  private void publish(String report) throws IOException {
    try (StagedAnswer output = StagedAnswer.at(place)) {
      write(output, report);
      output.publish();
    }
  }

  private Path setAside(String report) throws IOException {
    try (StagedAnswer output = StagedAnswer.at(place)) {
      write(output, report);
      return output.setAside();
    }
  }

  private static void write(StagedAnswer output, String report) throws IOException {
    Files.writeString(output.stage().resolve("rows/part-00000"), report);
    Files.writeString(output.stage().resolve("report.json"), report);
  }

  private String standing() throws IOException {
    Path report = WrittenFiles.standingAt(place).resolve("report.json");
    return Files.exists(report) ? Files.readString(report) : "none";
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
