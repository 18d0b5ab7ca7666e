package dev.tideline.datasets.output;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A data set appears whole or not at all, and nothing that is somebody's own is ever lost. */
class DataSetFolderTest {

  @TempDir Path home;

  private final StringWriter warnings = new StringWriter();
  private Path place;

  @BeforeEach
  void nameThePlace() {
    place = home.resolve("set");
  }

  @Test
  void itIsNotThereUntilItIsWhole() throws IOException {
    try (DataSetFolder set = open()) {
      write(set, "first");
      assertThat(Files.exists(place), is(false));
      set.appear();
    }
    assertThat(contents(), is("first"));
    assertThat(namesIn(home), contains("set"));
  }

  @Test
  void theFoldersAboveItAreMade() throws IOException {
    place = home.resolve("some/where/set");
    make("first");
    assertThat(contents(), is("first"));
  }

  @Test
  void aSecondOneReplacesAllOfTheFirst() throws IOException {
    make("first");
    Files.createDirectories(place.resolve(DataSetFolder.PAYMENTS));
    make("second");
    assertThat(contents(), is("second"));
    assertThat(namesIn(place), contains(DataSetFolder.STORES, DataSetFolder.TRUTH));
    assertThat(namesIn(home), contains("set"));
    assertThat(warnings.toString(), is(""));
  }

  @Test
  void oneThatIsGivenUpLeavesTheFirstAsItIs() throws IOException {
    make("first");
    try (DataSetFolder set = open()) {
      write(set, "second");
    }
    assertThat(contents(), is("first"));
    assertThat(namesIn(home), contains("set"));
  }

  @Test
  void twoAtATimeDoNotDisturbEachOther() throws IOException {
    try (DataSetFolder one = open();
        DataSetFolder other = open()) {
      write(one, "one");
      write(other, "other");
      one.appear();
      assertThat(contents(), is("one"));
      other.appear();
    }
    assertThat(contents(), is("other"));
    assertThat(namesIn(home), contains("set"));
  }

  @Test
  void whatAKilledRunLeftBehindIsInNobodysWay() throws IOException {
    DataSetFolder killed = open();
    write(killed, "half");
    make("whole");
    assertThat(contents(), is("whole"));
    assertThat(Files.readString(killed.staging().resolve(DataSetFolder.TRUTH)), is("half"));
  }

  @Test
  void anEmptyFolderIsTaken() throws IOException {
    Files.createDirectory(place);
    make("first");
    assertThat(contents(), is("first"));
  }

  @Test
  void aLinkToTheFolderStaysOne() throws IOException {
    Path target = Files.createDirectory(home.resolve("target"));
    Files.createSymbolicLink(place, target);
    make("first");
    assertThat(Files.isSymbolicLink(place), is(true));
    assertThat(Files.readString(target.resolve(DataSetFolder.TRUTH)), is("first"));
  }

  @Test
  void aLinkToNowhereIsNoFolder() throws IOException {
    Files.createSymbolicLink(place, home.resolve("nowhere"));
    assertThat(DataSetFolder.objection(place).orElseThrow(), is("it is no folder"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes.txt", DataSetFolder.STORES, DataSetFolder.TRUTH, ".hidden"})
  void aFolderThatHoldsSomethingElseIsRefused(String name) throws IOException {
    Path own = Files.writeString(Files.createDirectory(place).resolve(name), "mine");
    Files.createDirectory(place.resolve(DataSetFolder.ORDERS));
    IOException refused = assertThrows(IOException.class, this::open);
    assertThat(refused.getMessage(), containsString(name));
    assertThat(Files.readString(own), is("mine"));
  }

  @Test
  void aDataSetThatSomebodyAddedToIsRefused() throws IOException {
    make("first");
    Files.writeString(place.resolve("notes.txt"), "mine");
    assertThrows(IOException.class, this::open);
    assertThat(contents(), is("first"));
  }

  @Test
  void whatIsPutThereMeanwhileIsLeftAlone() throws IOException {
    Path own = place.resolve("notes.txt");
    try (DataSetFolder set = open()) {
      write(set, "first");
      Files.createDirectory(place);
      Files.writeString(own, "mine");
      IOException refused = assertThrows(IOException.class, set::appear);
      assertThat(refused.getMessage(), containsString("notes.txt"));
    }
    assertThat(Files.readString(own), is("mine"));
    assertThat(namesIn(home), contains("set"));
  }

  @Test
  void aRefusalLeavesNothingBehind() throws IOException {
    Path file = Files.writeString(home.resolve("a-file"), "mine");
    place = file.resolve("set");
    assertThrows(IOException.class, this::open);
    assertThat(namesIn(home), contains("a-file"));
  }

  private DataSetFolder open() throws IOException {
    return DataSetFolder.at(place, new PrintWriter(warnings, true));
  }

  private void make(String truth) throws IOException {
    try (DataSetFolder set = open()) {
      write(set, truth);
      set.appear();
    }
  }

  private static void write(DataSetFolder set, String truth) throws IOException {
    Files.writeString(set.staging().resolve(DataSetFolder.STORES), "");
    Files.writeString(set.staging().resolve(DataSetFolder.TRUTH), truth);
  }

  private String contents() throws IOException {
    return Files.readString(place.resolve(DataSetFolder.TRUTH));
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
