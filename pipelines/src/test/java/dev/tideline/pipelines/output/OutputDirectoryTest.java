package dev.tideline.pipelines.output;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.run.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputDirectoryTest {

  @TempDir private Path home;

  @Test
  void nothingIsSeenBeforeItIsPublished() throws IOException {
    Path answer = home.resolve("deep/er/answer");
    try (StagedAnswer output = StagedAnswer.at(answer)) {
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
    try (StagedAnswer output = StagedAnswer.at(answer)) {
      write(output, "new");
    }
    assertThat(Files.readString(answer.resolve("report.json")), is("old"));
    assertThat(Terminal.names(home), contains("answer"));
  }

  @Test
  void anAnswerSetAsideLeavesTheEarlierOne() throws IOException {
    Path answer = anAnswer(home.resolve("answer"), "old");
    for (String version : new String[] {"bad", "worse"}) {
      try (StagedAnswer output = StagedAnswer.at(answer)) {
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
    try (StagedAnswer output = StagedAnswer.at(answer)) {
      write(output, "new");
      output.publish();
    }
    assertThat(Files.readString(answer.resolve("report.json")), is("new"));
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path disk = anAnswer(home.resolve("disk"), "old");
    Path answer = Files.createSymbolicLink(home.resolve("answer"), disk);
    try (StagedAnswer output = StagedAnswer.at(answer)) {
      write(output, "new");
      output.publish();
    }
    assertThat(Files.isSymbolicLink(answer), is(true));
    assertThat(Files.readString(disk.resolve("report.json")), is("new"));
  }

  @Test
  void nothingAppearsOnceTheProcessIsEnding() throws IOException {
    Path answer = anAnswer(home.resolve("answer"), "old");
    try (StagedAnswer output = StagedAnswer.at(answer)) {
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
    try (StagedAnswer output = StagedAnswer.at(answer)) {
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
    anAnswer(home.resolve(".answer.5f0c6b9e-0000-4000-8000-000000000000.tmp.old"), "old");
    StagedAnswer.at(answer).close();
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
  void norIsWhatARunHasNotWrittenIntoAnAnswer() throws IOException {
    Path answer = anAnswer(home.resolve("answer"), "old");
    Files.writeString(answer.resolve("rows/notes.txt"), "mine");

    assertThat(refusal(answer), containsString("it holds rows/notes.txt, which is no part of"));
  }

  @Test
  void aNameThatBeginsLikeAnothersTakesNothingOfIt() throws IOException {
    anAnswer(home.resolve(".rev.2026-03.5f0c.tmp.old"), "of rev.2026-03");
    anAnswer(home.resolve(".rev.2026-03.5f0c.tmp"), "being written by rev.2026-03");
    anAnswer(home.resolve("rev.2026-03.unbalanced"), "kept by rev.2026-03");

    try (StagedAnswer output = StagedAnswer.at(home.resolve("rev"))) {
      write(output, "new");
      output.publish();
    }

    assertThat(
        Terminal.names(home),
        contains(
            ".rev.2026-03.5f0c.tmp", ".rev.2026-03.5f0c.tmp.old", "rev", "rev.2026-03.unbalanced"));
    StagedAnswer.at(home.resolve("rev.2026-03")).close();
    assertThat(Files.readString(home.resolve("rev.2026-03/report.json")), is("of rev.2026-03"));
  }

  @Test
  void anAnswerIsNotReplacedByOneThatIsKeptForInspection() throws IOException {
    Path other = anAnswer(home.resolve("rev.unbalanced"), "{\"balanced\":true}");

    assertThat(
        refusal(home.resolve("rev")),
        is(refusalOf(other, "it holds the answer of another output: give another name")));
  }

  @Test
  void norTheOtherWayRound() throws IOException {
    Path kept = anAnswer(home.resolve("rev.unbalanced"), "{\"balanced\":false}");

    StagedAnswer.at(home.resolve("rev")).close();
    assertThat(refusal(kept), containsString("it holds what another output's run has kept"));
  }

  @Test
  void aLinkThatLeadsNowhereIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(home.resolve("answer"), Path.of("nowhere"));

    assertThat(refusal(link), containsString("it is a link that leads nowhere"));
  }

  @Test
  void aPlaceThatCannotBeReplacedIsRefused() throws IOException {
    assertThat(refusal(Path.of("/proc")), containsString("a disk is mounted there"));
    Path file = Files.writeString(home.resolve("file"), "mine");
    assertThat(refusal(file.resolve("answer")), containsString("Not a directory"));
    assertThat(refusal(home.resolve("a".repeat(210))), containsString("its name is too long"));
    try (StagedAnswer longest = StagedAnswer.at(home.resolve("a".repeat(209)))) {
      write(longest, "new");
      longest.publish();
    }
    try (StagedAnswer again = StagedAnswer.at(home.resolve("a".repeat(209)))) {
      write(again, "newer");
      again.publish();
    }
  }

  @Test
  void mountsMayHaveAnyName() throws IOException {
    Path mounts = home.resolve("mountinfo");
    Files.writeString(
        mounts,
        """
        23 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
        24 23 8:2 / /mnt/gr\u00f6\u00dfe rw - ext4 /dev/sdb1 rw
        """,
        ISO_8859_1);
    Files.writeString(
        mounts,
        "25 23 8:3 / /mnt/größe\\040und\\134Farbe$1 rw - ext4 /dev/sdc1 rw\n",
        StandardOpenOption.APPEND);

    assertThat(AnswerPlace.isMountPoint(Path.of("/mnt/größe und\\Farbe$1"), mounts), is(true));
    assertThat(AnswerPlace.isMountPoint(Path.of("/mnt/größe"), mounts), is(false));
    assertThat(AnswerPlace.isMountPoint(Path.of("/"), mounts), is(true));
  }

  @Test
  void theRootHasNoName() {
    assertThat(refusal(Path.of("/")), is(refusalOf(Path.of("/"), "it has no name")));
  }

  private String refusal(Path answer) {
    return assertThrows(UsageException.class, () -> StagedAnswer.at(answer)).getMessage();
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

  private static void write(StagedAnswer output, String report) throws IOException {
    Files.writeString(output.stage().resolve("report.json"), report);
  }
}
