package dev.tideline.datasets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.datasets.DataSets.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The generate command: the same options, the same files; each knob turns one thing. */
class GenerateTest {

  private static final String WELL =
      "--late-share 0 --offline-share 0 --duplicate-share 0 --skew-share 0 --broken-share 0"
          + " --bursts 0";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "parquet"})
  void theSameOptionsGiveTheSameBytesOnAnyNumberOfThreads(String format)
      throws IOException, NoSuchAlgorithmException {
    String options = "--orders 3000 --seed 9 --broken-share 0.02 --format " + format;
    Path first = DataSets.generate(folder, "first", options + " --threads 1");
    Path again = DataSets.generate(folder, "again", options + " --threads 1");
    Path threads = DataSets.generate(folder, "threads", options + " --threads 3");
    assertThat(DataSets.files(again), is(DataSets.files(first)));
    assertThat(DataSets.files(threads), is(DataSets.files(first)));
  }

  @Test
  void anotherSeedGivesOtherBytes() throws IOException, NoSuchAlgorithmException {
    Path one = DataSets.generate(folder, "one", "--orders 100 --seed 1");
    Path two = DataSets.generate(folder, "two", "--orders 100 --seed 2");
    assertThat(DataSets.files(one), is(not(DataSets.files(two))));
  }

  @Test
  void whereAllGoesWellNothingIsPlanted() throws IOException {
    JsonNode truth = DataSets.truth(DataSets.generate(folder, "well", "--orders 2000 " + WELL));
    for (String topic : new String[] {"orders", "payments"}) {
      for (String trouble :
          new String[] {"repeats", "future", "slow", "offline", "later_than_tolerance"}) {
        assertThat(topic + " " + trouble, truth.get(topic).get(trouble).longValue(), is(0L));
      }
      assertThat(truth.get(topic).get("broken").isEmpty(), is(true));
    }
    assertThat(truth.get("bursts").isEmpty(), is(true));
    assertThat(truth.at("/orders/types/PLACED").longValue(), is(2000L));
  }

  @ParameterizedTest
  @CsvSource({
    "--late-share, slow",
    "--offline-share, offline",
    "--duplicate-share, repeats",
    "--skew-share, future",
    "--broken-share, broken"
  })
  void eachKnobPlantsItsOwnTroubleAndNoOther(String knob, String trouble) throws IOException {
    String options = "--orders 5000 --format jsonl " + WELL.replace(knob + " 0", knob + " 0.1");
    JsonNode orders = DataSets.truth(DataSets.generate(folder, "turned", options)).get("orders");
    for (String other : new String[] {"slow", "offline", "repeats", "future", "broken"}) {
      JsonNode planted = orders.get(other);
      long count = planted.isObject() ? planted.size() : planted.longValue();
      if (other.equals(trouble)) {
        assertThat(other, count, greaterThan(0L));
      } else {
        assertThat(other, count, is(0L));
      }
    }
  }

  @Test
  void aKnobLeavesTheOrdersThemselvesAsTheyAre() throws IOException {
    String options = "--orders 2000 " + WELL;
    JsonNode well = DataSets.truth(DataSets.generate(folder, "well", options));
    String late =
        options
            .replace("--late-share 0", "--late-share 0.5")
            .replace("--duplicate-share 0", "--duplicate-share 0.5");
    JsonNode disorder = DataSets.truth(DataSets.generate(folder, "disorder", late));
    assertThat(disorder.get("by_currency"), is(well.get("by_currency")));
    assertThat(disorder.at("/orders/types"), is(well.at("/orders/types")));
  }

  @Test
  void everyMistakeIsReportedAtOnce() {
    Ended ended =
        DataSets.run(
            new Generate(), "--stores", "many", "--days", "0", "--late-share", "3", "--bogus");
    assertThat(ended.code(), is(2));
    assertThat(ended.err(), containsString("--stores"));
    assertThat(ended.err(), containsString("--days must be from 1 to 3660, not 0"));
    assertThat(ended.err(), containsString("--late-share must be from 0 to 1.0, not 3.0"));
    assertThat(ended.err(), containsString("--bogus"));
    assertThat(ended.err(), containsString("--output"));
  }

  @Test
  void aSecondDataSetReplacesTheFirst() throws IOException, NoSuchAlgorithmException {
    DataSets.generate(folder, "set", "--orders 500 --days 3");
    Path second = DataSets.generate(folder, "set", "--orders 500 --from 2026-06-01");
    Path alone = DataSets.generate(folder, "alone", "--orders 500 --from 2026-06-01");
    assertThat(DataSets.files(second), is(DataSets.files(alone)));
  }

  @Test
  void aFolderOfSomethingElseIsLeftAlone() throws IOException {
    Path key = Files.write(folder.resolve("card.key"), DataSets.KEY.fetch());
    Path mine = Files.createDirectory(folder.resolve("mine"));
    Path notes = Files.writeString(mine.resolve("notes.txt"), "mine");
    Ended ended =
        DataSets.run(new Generate(), "--output", mine.toString(), "--card-key", key.toString());
    assertThat(ended.code(), is(2));
    assertThat(ended.err(), containsString("is not empty and holds no data set"));
    assertThat(Files.readString(notes), is("mine"));
  }

  @Test
  void anOutputThatCanNotBeWrittenIsAMistake() throws IOException {
    Path file = Files.writeString(folder.resolve("a-file"), "");
    for (Path output : List.of(file, file.resolve("below"))) {
      Ended ended = DataSets.run(new FoodMart(), "--output", output.toString());
      assertThat(ended.code(), is(2));
      assertThat(ended.err(), startsWith("--output " + output + " can't take a data set: "));
    }
    assertThat(Files.readString(file), is(""));
  }

  @Test
  void aBadOutputAndAMissingCardKeyAreReportedWithTheOtherMistakes() throws IOException {
    Path file = Files.writeString(folder.resolve("a-file"), "");
    Path missing = folder.resolve("no.key");
    Ended ended =
        DataSets.run(
            new Generate(),
            "--output",
            file.toString(),
            "--card-key",
            missing.toString(),
            "--days",
            "0");
    assertThat(ended.code(), is(2));
    assertThat(ended.err(), containsString("--output " + file));
    assertThat(ended.err(), containsString("the card key can't be read from file " + missing));
    assertThat(ended.err(), containsString("--days must be from 1 to 3660, not 0"));
  }

  @Test
  void withoutACardKeyNothingIsWritten() {
    Path missing = folder.resolve("no.key");
    Path output = folder.resolve("set");
    Ended ended =
        DataSets.run(
            new Generate(), "--output", output.toString(), "--card-key", missing.toString());
    assertThat(ended.code(), is(2));
    assertThat(ended.err(), containsString(missing.toString()));
    assertThat(Files.exists(output), is(false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--orders", "--events"})
  void aMistakeNamesTheOptionThatWasTyped(String option) {
    Ended ended = DataSets.run(new Generate(), option, "0");
    assertThat(ended.code(), is(2));
    assertThat(ended.err(), containsString(option + " must be from 1 to "));
    assertThat(ended.err().lines().filter(line -> line.contains(" must be from ")).count(), is(1L));
  }

  @Test
  void oneEventIsAboutAsManyAsAnOrderHas() throws IOException {
    JsonNode truth = DataSets.truth(DataSets.generate(folder, "one", "--events 1 " + WELL));
    assertThat(truth.at("/orders/types/PLACED").longValue(), is(1L));
  }

  @Test
  void aFirstDayBeyondTheCalendarIsAMistake() {
    Ended ended = DataSets.run(new Generate(), "--from", "+999999999-12-31");
    assertThat(ended.code(), is(2));
    assertThat(ended.err(), containsString("--from and --days must lie from"));
  }
}
