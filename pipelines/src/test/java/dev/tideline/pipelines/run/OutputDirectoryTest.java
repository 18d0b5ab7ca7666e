package dev.tideline.pipelines.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.pipelines.cli.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputDirectoryTest {

  @TempDir private Path home;

  @Test
  void nothingIsSeenBeforeItIsPublished() throws IOException {
    Path answer = home.resolve("deep/er/answer");
    try (OutputDirectory output = OutputDirectory.at(answer)) {
      write(output, "new");
      assertThat(Files.exists(answer), is(false));

      output.publish();
    }
    assertThat(Files.readString(answer.resolve("report.json")), is("new"));
    assertThat(Terminal.names(answer.getParent()), contains("answer"));
  }

  @Test
  void whatIsNotPublishedIsGone() throws IOException {
    Path answer = anAnswer(home.resolve("answer"), "old");
    try (OutputDirectory output = OutputDirectory.at(answer)) {
      write(output, "new");
    }
    assertThat(Files.readString(answer.resolve("report.json")), is("old"));
    assertThat(Terminal.names(home), contains("answer"));
  }

  @Test
  void anAnswerSetAsideLeavesTheEarlierOne() throws IOException {
    Path answer = anAnswer(home.resolve("answer"), "old");
    for (String version : new String[] {"bad", "worse"}) {
      try (OutputDirectory output = OutputDirectory.at(answer)) {
        write(output, version);
        assertThat(output.setAside(), is(home.resolve("answer.unbalanced")));
      }
      assertThat(Files.readString(home.resolve("answer.unbalanced/report.json")), is(version));
    }
    assertThat(Files.readString(answer.resolve("report.json")), is("old"));
    assertThat(Terminal.names(home), contains("answer", "answer.unbalanced"));
  }

  @Test
  void anEmptyDirectoryIsFilled() throws IOException {
    Path answer = Files.createDirectories(home.resolve("answer"));
    try (OutputDirectory output = OutputDirectory.at(answer)) {
      write(output, "new");
      output.publish();
    }
    assertThat(Files.readString(answer.resolve("report.json")), is("new"));
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path disk = anAnswer(home.resolve("disk"), "old");
    Path answer = Files.createSymbolicLink(home.resolve("answer"), disk);
    try (OutputDirectory output = OutputDirectory.at(answer)) {
      write(output, "new");
      output.publish();
    }
    assertThat(Files.isSymbolicLink(answer), is(true));
    assertThat(Files.readString(disk.resolve("report.json")), is("new"));
  }

  @Test
  void nothingAppearsOnceTheProcessIsEnding() throws IOException {
    Path answer = anAnswer(home.resolve("answer"), "old");
    try (OutputDirectory output = OutputDirectory.at(answer)) {
      write(output, "new");
      output.discard();
      Files.createDirectories(output.stage()); // the run goes on writing for a moment
      assertThrows(IOException.class, output::publish);
    }
    assertThat(Files.readString(answer.resolve("report.json")), is("old"));
  }

  @Test
  void whatCameToBeThereDuringTheRunIsNotReplaced() throws IOException {
    Path answer = home.resolve("answer");
    try (OutputDirectory output = OutputDirectory.at(answer)) {
      write(output, "new");
      Files.createDirectories(answer);
      Files.writeString(answer.resolve("thesis.txt"), "mine");
      assertThrows(UsageException.class, output::publish);
    }
    assertThat(Terminal.names(answer), contains("thesis.txt"));
    assertThat(Terminal.names(home), contains("answer"));
  }

  @Test
  void anAnswerThatAKilledRunMovedAwayIsPutBack() throws IOException {
    Path answer = home.resolve("answer");
    anAnswer(home.resolve(".answer.0.tmp.old"), "old");
    OutputDirectory.at(answer).close();
    assertThat(Files.readString(answer.resolve("report.json")), is("old"));
    assertThat(Terminal.names(home), contains("answer"));
  }

  @Test
  void whatIsNoAnswerIsNeverReplaced() throws IOException {
    Path answer = anAnswer(home.resolve("answer"), "old");
    Files.writeString(answer.resolve("notes.txt"), "mine");

    assertThat(refusal(answer), containsString("it holds notes.txt, which is no part of"));

    Files.delete(answer.resolve("notes.txt"));
    Files.move(answer.resolve("report.json"), answer.resolve("ledger.json"));
    assertThat(refusal(answer), containsString("it holds no whole answer"));
  }

  @Test
  void norIsWhatLiesWhereABadAnswerWouldGo() throws IOException {
    Path answer = home.resolve("answer");
    Files.writeString(home.resolve("answer.unbalanced"), "mine");

    assertThat(refusal(answer), is(refusalOf(home.resolve("answer.unbalanced"), "it is a file")));
  }

  @Test
  void theRootHasNoName() {
    assertThat(refusal(Path.of("/")), is(refusalOf(Path.of("/"), "it has no name")));
  }

  private String refusal(Path answer) {
    return assertThrows(UsageException.class, () -> OutputDirectory.at(answer)).getMessage();
  }

  private static String refusalOf(Path place, String why) {
    return "--output " + place + " can't take the answer: " + why;
  }

  private static Path anAnswer(Path place, String report) throws IOException {
    Files.createDirectories(place.resolve("rows"));
    Files.writeString(place.resolve("rows/part-00000-of-00001.jsonl"), "{}\n");
    Files.writeString(place.resolve("report.json"), report);
    return place;
  }

  private static void write(OutputDirectory output, String report) throws IOException {
    Files.writeString(output.stage().resolve("report.json"), report);
  }
}
