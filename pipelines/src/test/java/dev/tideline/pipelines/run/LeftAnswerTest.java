package dev.tideline.pipelines.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.tideline.io.answer.WrittenFiles;
import dev.tideline.io.files.Folders;
import dev.tideline.io.storage.S3Buckets;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.cli.Programs;
import dev.tideline.pipelines.publish.PublishMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A run whose process was killed when all was written, and before it could publish. */
class LeftAnswerTest {

  private static final String WHOLE = "written.json";

  @RegisterExtension static final S3Buckets S3 = new S3Buckets();

  @TempDir private Path home;
  private OneStore shop;
  private Path published;

  @BeforeEach
  void aRunThatLived() throws IOException {
    shop = OneStore.in(home.resolve("shop"));
    shop.orders("a.jsonl", OneStore.order("1"), OneStore.order("2"));
    published = home.resolve("published");
    run(published);
  }

  @Test
  void isPublishedAsItsRunWouldHave() throws IOException {
    Path answer = home.resolve("answer");
    leave(home.resolve(".answer." + UUID.randomUUID() + ".tmp"));

    Ended ended = publish(answer);

    assertThat(ended.err(), ended.code(), is(0));
    assertThat(ended.out(), containsString("DIGEST "));
    assertThat(ended.out(), containsString(" BALANCED"));
    assertThat(Terminal.contents(answer), is(Terminal.contents(published)));
  }

  @Test
  void isPublishedOnce() throws IOException {
    Path answer = home.resolve("answer");
    leave(home.resolve(".answer." + UUID.randomUUID() + ".tmp"));
    publish(answer);

    Ended again = publish(answer);

    assertThat(again.code(), is(0));
    assertThat(again.err(), containsString("nothing is left to be published"));
    assertThat(Terminal.contents(answer), is(Terminal.contents(published)));
  }

  @Test
  void isNotPublishedBeforeAllIsThere() throws IOException {
    Path stage = leave(home.resolve(".answer." + UUID.randomUUID() + ".tmp"));
    Files.delete(stage.resolve(WHOLE));

    Ended ended = publish(home.resolve("answer"));

    assertThat(ended.code(), is(1));
    assertThat(ended.err(), containsString("has not written all"));
    assertThat(Files.exists(home.resolve("answer")), is(false));
    assertThat(Files.exists(stage), is(true)); // its job may still be at it
  }

  @Test
  void isNotPublishedOverALaterRun() throws IOException {
    Path stage = leave(home.resolve(".answer." + UUID.randomUUID() + ".tmp"));
    Path answer = home.resolve("answer");
    shop.orders("b.jsonl", OneStore.order("3"));
    run(answer);
    var later = Terminal.contents(answer);

    Ended ended = publish(answer);

    assertThat(ended.code(), is(0));
    assertThat(ended.err(), containsString("nothing is left to be published"));
    assertThat(Terminal.contents(answer), is(later));
    assertThat(Files.exists(stage), is(true));
  }

  @Test
  void isSetAsideIfItDoesNotBalance() throws IOException {
    Path stage = leave(home.resolve(".answer." + UUID.randomUUID() + ".tmp"));
    Folders.delete(stage.resolve("rows"));
    Files.createDirectory(stage.resolve("rows"));

    Ended ended = publish(home.resolve("answer"));

    assertThat(ended.code(), is(3));
    assertThat(ended.out(), containsString("UNBALANCED the ledger counts 2 events"));
    assertThat(Terminal.names(home), not(hasItem("answer")));
    assertThat(Terminal.names(home), hasItem("answer.unbalanced"));
  }

  @Test
  void isPublishedInABucketToo() throws IOException {
    Path answer = S3.bucket().resolve("answer");
    leave(answer.resolve("_answers/20260318T040102.117Z-1b4e28ba"));

    Ended ended = publish(answer);

    assertThat(ended.err(), ended.code(), is(0));
    Path standing = WrittenFiles.standingAt(answer);
    assertThat(standing.getFileName().toString(), is("20260318T040102.117Z-1b4e28ba"));
    assertThat(Terminal.lines(standing, "rows"), is(Terminal.lines(published, "rows")));
    assertThat(publish(answer).err(), containsString("nothing is left to be published"));
  }

  private void run(Path answer) {
    Terminal.Ended ended =
        Terminal.run(
            new DailyRevenueMain(), "--input", shop.toString(), "--output", answer.toString());
    assertThat(ended.err(), ended.code(), is(0));
  }

  /** What the run would have left if it had been killed then. */
  private Path leave(Path stage) throws IOException {
    try (Stream<Path> files = Files.walk(published)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = published.relativize(file).toString();
        if (!name.equals("report.json") && !name.equals("ledger.json")) {
          Path copy = stage.resolve(name);
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
    return stage;
  }

  private record Ended(int code, String out, String err) {}

  private static Ended publish(Path answer) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Programs.run(
            new PublishMain(),
            new PrintWriter(out),
            new PrintWriter(err),
            "--output",
            answer.toString());
    return new Ended(code, out.toString(), err.toString());
  }
}
