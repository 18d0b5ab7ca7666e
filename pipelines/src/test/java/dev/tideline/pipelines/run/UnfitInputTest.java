package dev.tideline.pipelines.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.hamcrest.Matchers.stringContainsInOrder;

import dev.tideline.io.archive.ArchivePart;
import dev.tideline.io.archive.write.PaymentArchiveWriter;
import dev.tideline.payment.CardToken;
import dev.tideline.payment.Payment;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.run.Terminal.Ended;
import dev.tideline.records.RecordLocation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.zip.GZIPOutputStream;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input that can't be read as asked: one clear message, and the earlier answer is as it was. */
class UnfitInputTest {

  @TempDir private Path home;
  private OneStore shop;
  private Path answer;
  private SortedMap<String, String> earlier;

  @BeforeEach
  void anEarlierAnswerIsThere() throws IOException {
    shop = OneStore.in(home.resolve("shop"));
    answer = home.resolve("answer");
    Files.createDirectories(answer.resolve("rows"));
    Files.writeString(answer.resolve("rows/part-00000-of-00001.jsonl"), "{}\n");
    Files.writeString(answer.resolve("report.json"), "{}\n");
    earlier = Terminal.contents(answer);
  }

  @Test
  void aMissingPath() throws IOException {
    refused(shop + "/no", contains(shop + "/no: no such file or directory"));
  }

  @Test
  void anEmptyDirectory() throws IOException {
    Files.createDirectories(shop.folder().resolve("orders"));

    refused(shop.toString(), contains(shop + "/orders: no file found"));
  }

  @Test
  void filesOfTwoFormats() throws IOException {
    shop.orders("part.jsonl", OneStore.order("e1"));
    shop.archive("part.parquet", List.of());

    refused(
        shop.toString(),
        contains(
            shop
                + "/orders has files of JSON lines and of Parquet (orders/part.jsonl,"
                + " orders/part.parquet): choose one with a pattern"));
  }

  @Test
  void everyFileThatIsNotWhatItsNameSays() throws IOException {
    Path good = shop.orders("a.jsonl", OneStore.order("e1"));
    byte[] packed = {0x1f, (byte) 0x8b, 8, 0};
    Path cut = Files.write(good.resolveSibling("cut.jsonl.gz"), packed);
    Path unnamed = Files.write(good.resolveSibling("d.jsonl"), packed);
    Path notPacked = Files.writeString(good.resolveSibling("e.json.gz"), "{}\n");
    Path array = Files.writeString(good.resolveSibling("f.json"), "[\n{}, {}\n]\n");
    Path notZstd = Files.writeString(good.resolveSibling("g.json.zst"), "{}\n");
    Path utf16 = Files.write(good.resolveSibling("h.json"), new byte[] {-1, -2, '{', 0});
    Path nowhere =
        Files.createSymbolicLink(good.resolveSibling("i.jsonl"), Path.of("/no/such/file"));

    refused(
        shop.toString(), contains(nowhere + " is a link that leads nowhere: mend or remove it"));

    Files.delete(nowhere);
    refused(
        shop.toString(),
        contains(
            startsWith(cut + " can't be read: it is damaged or cut off within its first 4 bytes"),
            is(unnamed + " is compressed by gzip: let its name end in .gz"),
            startsWith(notPacked + " can't be read: it is damaged or cut off"),
            startsWith(array + " holds JSON over several lines or in an array"),
            startsWith(notZstd + " can't be read: it is damaged or cut off"),
            is(utf16 + " is text in UTF-16: convert it to UTF-8, with iconv")));
  }

  @Test
  void aNameCannotForgeALineAndIsEscapedOnce() throws IOException {
    Path good = shop.orders("a.jsonl", OneStore.order("e1"));
    Files.createSymbolicLink(good.resolveSibling("x\nLEDGER read=1"), Path.of("/no/such/file"));

    refused(
        shop + "/orders/*",
        contains(
            shop + "/orders/x\\nLEDGER read=1 is a link that leads nowhere: mend or remove it"));
  }

  @Test
  void damageThatOnlyShowsWhenAllIsRead() throws IOException {
    Path whole = shop.orders("a.jsonl", OneStore.order("e1"));
    Path damaged = whole.resolveSibling("b.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(damaged))) {
      for (int i = 0; i < 100; i++) {
        out.write((OneStore.order("e" + i) + "\n").getBytes(UTF_8));
      }
    }
    Files.writeString(damaged, "appended", StandardOpenOption.APPEND);

    Ended ended =
        Terminal.run(
            new DailyRevenueMain(), "--input", shop.toString(), "--output", answer.toString());

    assertThat(
        ended.err(),
        stringContainsInOrder(
            "failed: " + damaged + " can't be read: it is damaged or cut off within its first ",
            "No answer was written; an earlier one is as it was."));
    assertThat(ended.code(), is(1));
    assertThat(ended.out(), is(""));
    assertThat(Terminal.contents(answer), is(earlier));
    assertThat("nothing else is left behind", Terminal.names(home), contains("answer", "shop"));
  }

  @Test
  void anOutputThatTheNextRunWouldRead() throws IOException {
    shop.orders("part.jsonl", OneStore.order("e1"));
    String inside = shop + "/orders/answer";

    Ended ended =
        Terminal.run(new DailyRevenueMain(), "--input", shop.toString(), "--output", inside);

    assertThat(
        ended.mistakes(),
        contains(
            "--output %s lies in --input %s, where the next run would read it: give a folder outside"
                .formatted(inside, shop)));
    assertThat(ended.code(), is(2));
    assertThat(Files.exists(Path.of(inside)), is(false));
  }

  @Test
  void anOutputThatAPatternWouldFind() throws IOException {
    shop.orders("part.jsonl", OneStore.order("e1"));
    String pattern = shop + "/orders/**/*.jsonl";
    String inside = shop + "/orders/answer";

    Ended ended = Terminal.run(new DailyRevenueMain(), "--input", pattern, "--output", inside);

    assertThat(
        ended.mistakes(),
        contains(
            "--output %s lies in --input %s, where the next run would read it: give a folder outside"
                .formatted(inside, pattern)));
    assertThat(ended.code(), is(2));
    assertThat(Files.exists(Path.of(inside)), is(false));
  }

  @Test
  void anOutputWithTheInputInIt() throws IOException {
    Path file = shop.orders("part.jsonl", OneStore.order("e1"));

    Ended ended =
        Terminal.run(
            new DailyRevenueMain(), "--input", file.toString(), "--output", shop + "/orders");

    assertThat(
        ended.mistakes(),
        hasItem(
            "--input %s lies in --output %s/orders: give the answer a folder of its own"
                .formatted(file, shop)));
    assertThat(ended.code(), is(2));
    assertThat(Files.exists(file), is(true));
  }

  @Test
  void everyFileThatIsNoArchiveIsNamed() throws IOException {
    Path good = shop.archive("good.parquet", List.of());
    Path empty = Files.createFile(good.resolveSibling("empty.parquet"));
    Path foreign = Files.writeString(good.resolveSibling("foreign.parquet"), "a,b\n1,2\n");
    byte[] bytes = Files.readAllBytes(good);
    Path cut = Files.write(good.resolveSibling("cut.parquet"), Arrays.copyOf(bytes, 100));
    Path other = payments(good.resolveSibling("other.parquet"));

    refused(
        shop.toString(),
        contains(
            startsWith(cut + " can't be read as Parquet: "),
            is(empty + " can't be read as Parquet: it is empty"),
            startsWith(foreign + " can't be read as Parquet: "),
            startsWith(other + " can't be read as orders: it has no column event_id;")));
  }

  @Test
  void aDataSetWithoutStores() throws IOException {
    shop.orders("part.jsonl", OneStore.order("e1"));
    Files.delete(shop.folder().resolve("stores.jsonl"));

    refused(
        shop.toString(),
        contains(stringContainsInOrder("no stores.jsonl in " + shop, "name one with --stores")));
  }

  @Test
  void everyLineThatIsNoStoreIsNamed() throws IOException {
    shop.orders("part.jsonl", OneStore.order("e1"));
    Path stores = shop.folder().resolve("stores.jsonl");
    String good = Files.readAllLines(stores).get(0);
    Files.write(
        stores,
        List.of(
            good,
            "mitte,Europe/Berlin",
            good.replace("Europe/Berlin", "Europe/Nowhere").replace("berlin", "b2"),
            good,
            good.replace("\"name\"", "\"nick\"").replace("berlin", "b3")));

    refused(
        shop.toString(),
        contains(
            is(stores + ", lines 1, 4: store berlin is there twice without valid_from"),
            startsWith(stores + ", line 2: NOT_JSON: "),
            startsWith(stores + ", line 3: time_zone \"Europe/Nowhere\" is no time zone of"),
            startsWith(stores + ", line 5: ")));
  }

  @Test
  void aFileOfNoStore() throws IOException {
    shop.orders("part.jsonl", OneStore.order("e1"));
    Path stores = Files.writeString(shop.folder().resolve("stores.jsonl"), "\n");

    refused(shop.toString(), contains(stores + " has no store in it"));
  }

  private void refused(String input, Matcher<? super List<String>> mistakes) throws IOException {
    Ended ended =
        Terminal.run(new DailyRevenueMain(), "--input", input, "--output", answer.toString());

    assertThat(ended.mistakes(), mistakes);
    assertThat(ended.code(), is(2));
    assertThat(ended.err(), not(containsString("\tat ")));
    assertThat(ended.out(), is(""));
    assertThat(Terminal.contents(answer), is(earlier));
    assertThat("nothing else is left behind", Terminal.names(home), contains("answer", "shop"));
  }

  /** A file of the archive, but of another topic. */
  private static Path payments(Path file) throws IOException {
    try (PaymentArchiveWriter writer =
        PaymentArchiveWriter.at(file, new ArchivePart("payments", 0))) {
      writer.write(
          new Payment(
              "p1",
              "o1",
              new CardToken(1, 2),
              "berlin",
              "acme",
              1,
              "EUR",
              3,
              4,
              0,
              RecordLocation.inFile("", 0)));
      writer.complete();
    }
    return file;
  }
}
