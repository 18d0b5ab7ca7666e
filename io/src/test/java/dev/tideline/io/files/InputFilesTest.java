package dev.tideline.io.files;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.io.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {

  @TempDir private Path folder;

  @Test
  void aDataSetHasItsKindsInFolders() throws Exception {
    aDataSet();

    assertThat(
        names(InputFiles.orders(folder.toString())),
        contains(
            "orders/date=2026-03-14/a.jsonl",
            "orders/date=2026-03-15/a.jsonl",
            "orders/date=2026-03-16/a.jsonl",
            "orders/date=2026-03-17/a.jsonl",
            "orders/date=2026-03-17/b.jsonl"));
    InputFiles payments = InputFiles.payments(folder.toString());
    assertThat(names(payments), contains("payments/p.parquet"));
    assertThat(payments.format(), is(InputFiles.Format.PARQUET));
  }

  @Test
  void foldersOfDaysThatCannotHoldAnEventOfTheFirstDayAreNotRead() throws Exception {
    aDataSet();

    assertThat(
        names(InputFiles.orders(folder.toString()).from(LocalDate.of(2026, 3, 18))),
        contains(
            "orders/date=2026-03-16/a.jsonl",
            "orders/date=2026-03-17/a.jsonl",
            "orders/date=2026-03-17/b.jsonl"));
    assertThat(names(InputFiles.payments(folder.toString()).from(LocalDate.MAX)).size(), is(1));
  }

  @Test
  void aFolderIsReadWithAllBelowIt() throws Exception {
    files("b.jsonl", "deep/er/a.jsonl", "_SUCCESS", ".hidden.jsonl", "c.jsonl.tmp", "notes.txt");
    files("_temporary/x.jsonl", "stores.jsonl");

    assertThat(names(InputFiles.orders(folder.toString())), contains("b.jsonl", "deep/er/a.jsonl"));
  }

  @Test
  void aFileIsReadAsItIs() throws Exception {
    files("one[1].jsonl", "one1.jsonl");

    assertThat(names(InputFiles.orders(folder + "/one[1].jsonl")), contains("one[1].jsonl"));
  }

  @Test
  void aPatternFindsWhatAShellWouldFind() throws Exception {
    aDataSet();

    assertThat(
        found("/orders/*/a.jsonl"),
        contains(
            "date=2026-03-14/a.jsonl",
            "date=2026-03-15/a.jsonl",
            "date=2026-03-16/a.jsonl",
            "date=2026-03-17/a.jsonl"));
    assertThat(
        found("/orders/date=2026-03-1[67]/?.jsonl"),
        contains("date=2026-03-16/a.jsonl", "date=2026-03-17/a.jsonl", "date=2026-03-17/b.jsonl"));
    assertThat(
        found("/{orders/date=2026-03-17,payments/..}/**/b.jsonl"),
        contains("orders/date=2026-03-17/b.jsonl"));
    assertThat(found("/**/*.parquet"), contains("payments/p.parquet"));
    assertThat(found("/payments/**/*.parquet"), contains("p.parquet"));
    assertThat(
        found("/orders/*17"), contains("date=2026-03-17/a.jsonl", "date=2026-03-17/b.jsonl"));
  }

  @Test
  void bracesHoldBraces() throws Exception {
    files("xa.jsonl", "xb.jsonl", "xc.jsonl", "xd/e.jsonl", "b}.jsonl");

    assertThat(found("/x{a,{b,c}}.jsonl"), contains("xa.jsonl", "xb.jsonl", "xc.jsonl"));
    assertThat(
        found("/x{{b,c}.jsonl,{a.jsonl,d/{e,e}*}}"),
        contains("xa.jsonl", "xb.jsonl", "xc.jsonl", "xd/e.jsonl"));
    assertThat(
        problems(() -> InputFiles.orders(folder + "/x{a,{b,c}.jsonl")),
        contains(containsString("is no pattern of files")));
  }

  @Test
  void eachChoiceInBracesMustBeThere() throws Exception {
    files("mon.jsonl", "tue.jsonl.tmp");
    Files.createSymbolicLink(folder.resolve("wed.jsonl"), Path.of("nowhere"));

    assertThat(
        problems(() -> InputFiles.orders(folder + "/{mon,tue,wed,thu*}.jsonl")),
        contains(
            folder + "/tue.jsonl: no file found",
            folder + "/thu*.jsonl: no file found",
            folder + "/wed.jsonl is a link that leads nowhere: mend or remove it"));
    assertThat(
        problems(() -> InputFiles.orders(folder + "/{thu,fri}.jsonl")),
        contains(folder + "/{thu,fri}.jsonl: no file found"));
  }

  @Test
  void whatIsNotThereIsReported() throws Exception {
    files("table.csv");

    assertThat(
        problems(() -> InputFiles.orders(folder + "/no")),
        contains(folder + "/no: no such file or directory"));
    assertThat(
        problems(() -> InputFiles.orders(folder + "/no/*.jsonl")),
        contains(folder + "/no/*.jsonl: no file found"));
    assertThat(
        problems(() -> InputFiles.orders(folder.toString())),
        contains(containsString("no file that ends in .jsonl")));
    assertThat(
        problems(() -> InputFiles.orders(folder + "/table.csv")),
        contains(containsString("no file that ends in .jsonl")));
    assertThat(
        problems(() -> InputFiles.orders(folder + "/[")),
        contains(containsString("is no pattern of files")));
  }

  @Test
  void filesOfTwoFormatsAreRefused() throws Exception {
    files("a.jsonl", "b.parquet");

    assertThat(
        problems(() -> InputFiles.orders(folder.toString())),
        contains(
            folder
                + " has files of JSON lines and of Parquet (a.jsonl, b.parquet):"
                + " choose one with a pattern"));
  }

  @Test
  void namesTellTheFormatInAnyCase() throws Exception {
    files("a.jsonl", "b.JSON", "c.ndjson", "d.Json.GZ", "e.NDJSON.zst", "f.jsonl.gz", "part-00000");
    files(
        "part-00001-c000.json", "part-r-00002.gz", "README", "orders.csv", "g.jsonl.bz2", "h.xml");

    InputFiles orders = InputFiles.orders(folder.toString());

    assertThat(
        names(orders),
        contains(
            "a.jsonl",
            "b.JSON",
            "c.ndjson",
            "d.Json.GZ",
            "e.NDJSON.zst",
            "f.jsonl.gz",
            "part-00000",
            "part-00001-c000.json",
            "part-r-00002.gz"));
    assertThat(
        notes(orders),
        contains(
            "PASSED OVER files=4 that don't end in .jsonl, .ndjson or .json (also .gz or .zst of"
                + " these) or .parquet: README, g.jsonl.bz2, h.xml, orders.csv"));
    files("p/A.PARQUET", "p/b.snappy.Parquet");
    assertThat(names(InputFiles.orders(folder + "/p")), contains("A.PARQUET", "b.snappy.Parquet"));
  }

  @Test
  void aNameWithoutAnEndingIsReadIfItWasAskedFor() throws Exception {
    files("dump", "dump2.gz", "more/dump3", "a.jsonl");

    assertThat(names(InputFiles.orders(folder + "/dump")), contains("dump"));
    assertThat(found("/dump*"), contains("dump", "dump2.gz"));
    assertThat(found("/**/*"), contains("a.jsonl", "dump", "dump2.gz", "more/dump3"));
    InputFiles all = InputFiles.orders(folder.toString());
    assertThat(names(all), contains("a.jsonl"));
    assertThat(notes(all), contains(containsString("files=3 ")));
  }

  @Test
  void whatIsHiddenIsSaid() throws Exception {
    files("a.jsonl", "_SUCCESS", ".a.jsonl.crc", "_b.jsonl", "c.jsonl.tmp", "_temporary/x.jsonl");

    assertThat(
        notes(InputFiles.orders(folder.toString())),
        contains(
            "PASSED OVER files=5 whose names begin with _ or . or end in .tmp: .a.jsonl.crc,"
                + " _SUCCESS, _b.jsonl, _temporary, c.jsonl.tmp"));
    InputFiles matched = InputFiles.orders(folder + "/*.jsonl");
    assertThat(names(matched), contains("a.jsonl"));
    assertThat(
        notes(matched),
        contains("PASSED OVER files=1 whose names begin with _ or . or end in .tmp: _b.jsonl"));
    assertThat(found("/_*.jsonl"), contains("_b.jsonl"));
    assertThat(
        notes(InputFiles.orders(folder + "/**/*.jsonl")),
        contains(
            "PASSED OVER files=2 whose names begin with _ or . or end in .tmp: _b.jsonl,"
                + " _temporary"));
    assertThat(
        notes(InputFiles.orders(folder + "/**")), is(notes(InputFiles.orders(folder.toString()))));
  }

  @Test
  void aFileIsReadOnceHoweverManyWaysLeadToIt() throws Exception {
    files("date=2026-03-17/a.parquet", "date=2026-03-18/b.parquet");
    Path first = folder.resolve("date=2026-03-17");
    Files.createSymbolicLink(folder.resolve("a-link"), Path.of("date=2026-03-17/a.parquet"));
    Files.createSymbolicLink(folder.resolve("a-link.parquet"), first.resolve("a.parquet"));
    Files.createSymbolicLink(folder.resolve("b-latest"), first);
    Files.createSymbolicLink(first.resolve("loop"), folder);
    Files.createSymbolicLink(folder.resolve("self"), Path.of("self"));
    Files.createLink(folder.resolve("z-hard.parquet"), first.resolve("a.parquet"));

    for (String input : new String[] {"", "/**", "/{b-*,date*,a*,z*}"}) {
      assertThat(
          "below the folder" + input,
          found(input),
          contains("date=2026-03-17/a.parquet", "date=2026-03-18/b.parquet"));
    }
    assertThat(
        notes(InputFiles.orders(folder.toString())),
        contains(
            containsString("files=1 that don't end in"),
            is(
                "PASSED OVER files=5 that are other ways to what is read: a-link, a-link.parquet,"
                    + " b-latest, date=2026-03-17/loop, z-hard.parquet")));
  }

  @Test
  void linksOutOfTheFolderAreFollowed() throws Exception {
    files("elsewhere/deep/a.jsonl", "elsewhere/b.jsonl", "in/c.jsonl");
    Files.createSymbolicLink(folder.resolve("in/deep"), folder.resolve("elsewhere/deep"));
    Files.createSymbolicLink(folder.resolve("in/b.jsonl"), folder.resolve("elsewhere/b.jsonl"));

    assertThat(found("/in"), contains("b.jsonl", "c.jsonl", "deep/a.jsonl"));
  }

  @Test
  void whatIsNoFileIsNamedAndNeverOpened() throws Exception {
    files("a.jsonl");
    Path pipe = folder.resolve("b.jsonl");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    Files.createSymbolicLink(folder.resolve("c.jsonl"), Path.of("/dev/zero"));

    String why = " is no file but a pipe, socket or device: save what comes from it in a file";
    assertThat(
        problems(() -> InputFiles.orders(folder.toString())),
        contains(pipe + why, folder + "/c.jsonl" + why));
    assertThat(problems(() -> InputFiles.orders(pipe.toString())), contains(pipe + why));
  }

  @Test
  void aNameThatIsNotUtf8IsRefusedAndShownEscaped() throws Exception {
    files("a.jsonl");
    String printed = "printf '{}' > '" + folder + "'/$(printf 'gr\\366\\337e.jsonl')";
    new ProcessBuilder("sh", "-c", printed).start().waitFor();

    assertThat(
        problems(() -> InputFiles.orders(folder.toString())),
        contains(
            folder
                + "/gr%F6%DFe.jsonl has a name that is not UTF-8:"
                + " rename it (or a folder on its way)"));
  }

  @Test
  void theFileOfStoresIsNeverEventsHoweverItWasSelected() throws Exception {
    files("a.jsonl", "stores.jsonl", "sub/Stores.json.gz", "shops.jsonl");
    String said = "PASSED OVER files=%d of stores, not of events: %s";

    InputFiles matched = InputFiles.orders(folder + "/*.jsonl");
    assertThat(names(matched), contains("a.jsonl", "shops.jsonl"));
    assertThat(notes(matched), contains(said.formatted(1, "stores.jsonl")));
    InputFiles named = matched.without(folder.resolve("sub/../shops.jsonl"));
    assertThat(names(named), contains("a.jsonl"));
    assertThat(notes(named), hasItem(said.formatted(1, "shops.jsonl")));
    assertThat(
        notes(InputFiles.orders(folder.toString())),
        contains(said.formatted(2, "stores.jsonl, sub/Stores.json.gz")));
    assertThat(
        problems(() -> InputFiles.orders(folder + "/stores.jsonl")),
        contains(containsString("has the stores only")));
    assertThat(
        problems(
            () ->
                InputFiles.orders(folder + "/shops.jsonl").without(folder.resolve("shops.jsonl"))),
        contains(containsString("no file of events is in the input")));
  }

  @Test
  void daysAboveTheInputSelectNothing() throws Exception {
    files(
        "date=1999-01-01/in/date=2026-03-17/a.jsonl", "date=1999-01-01/in/date=2026-03-01/b.jsonl");
    String in = folder + "/date=1999-01-01/in";
    Files.createSymbolicLink(folder.resolve("newest"), Path.of(in));

    for (String input :
        new String[] {in, in + "/.", in + "/../in", in + "/**/*.jsonl", folder + "/newest"}) {
      InputFiles march = InputFiles.orders(input).from(LocalDate.of(2026, 3, 17));
      assertThat(input, names(march), contains("date=2026-03-17/a.jsonl"));
      assertThat(
          notes(march),
          contains(
              "PASSED OVER files=1 in folders of days before date=2026-03-15:"
                  + " date=2026-03-01/b.jsonl"));
    }
  }

  @Test
  void whatLiesInTheInputIsTold() throws Exception {
    aDataSet();
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("orders"));
    InputFiles orders = InputFiles.orders(folder.toString());

    assertThat(orders.holds(folder.resolve("orders/answer")), is(true));
    assertThat(orders.holds(folder.resolve("link/deep/answer")), is(true));
    assertThat(orders.holds(folder.resolve("orders")), is(true));
    assertThat(orders.holds(folder.resolve("answer")), is(false));
    assertThat(orders.holds(folder.resolve("orders-answer")), is(false));
    assertThat(orders.lieIn(folder), is(true));
    assertThat(orders.lieIn(folder.resolve("orders/answer")), is(false));
  }

  @Test
  void aPatternHoldsTheAnswerThatItWouldFind() throws Exception {
    aDataSet();
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("orders"));
    String answer = "orders/answer";

    for (String pattern :
        List.of("/**/*.jsonl", "/orders/**", "/orders/*", "/{link,orders}/**/?*.jsonl")) {
      InputFiles some = InputFiles.orders(folder + pattern);
      assertThat(pattern, some.holds(folder.resolve(answer)), is(true));
      assertThat(pattern, some.holds(folder.resolve("link/answer")), is(true));
    }
    for (String pattern : List.of("/orders/*/a.jsonl", "/orders/date=*/**", "/orders/*/*.jsonl")) {
      InputFiles some = InputFiles.orders(folder + pattern);
      assertThat(pattern, some.holds(folder.resolve(answer)), is(false));
      assertThat(pattern, some.lieIn(folder.resolve("orders/date=2026-03-17")), is(true));
    }
    assertThat(
        "hidden from wildcards",
        InputFiles.orders(folder + "/**/*.jsonl").holds(folder.resolve("orders/_answer")),
        is(false));
  }

  @Test
  void theAnswersOfRunsAreNoInput() throws Exception {
    files("a.jsonl", "deep/b.jsonl", "reports/report.json");
    for (String answer : List.of("deep/out", "out-2026-03-17")) {
      files(answer + "/rows/part-00000-of-00001.jsonl", answer + "/rejects/part-0.jsonl");
      files(answer + "/report.json", answer + "/ledger.json");
    }
    String said = "PASSED OVER files=%d that are answers of runs: %s";

    for (String input : List.of("", "/**", "/**/*.json*")) {
      InputFiles all = InputFiles.orders(folder + input);
      assertThat(input, names(all), contains("a.jsonl", "deep/b.jsonl", "reports/report.json"));
      assertThat(input, notes(all), contains(said.formatted(2, "deep/out, out-2026-03-17")));
    }
    InputFiles some = InputFiles.orders(folder + "/{a.jsonl,out*}");
    assertThat(names(some), contains("a.jsonl"));
    assertThat(notes(some), contains(said.formatted(1, "out-2026-03-17")));
    for (String input : List.of("/deep/out", "/deep/out/**/part-*")) {
      assertThat(
          problems(() -> InputFiles.orders(folder + input)),
          contains(
              "%s: no file of events, but the answer of a run in %s/deep/out"
                  .formatted(folder + input, folder)));
    }
    assertThat(found("/deep/out/rows/*"), contains("part-00000-of-00001.jsonl"));
  }

  @Test
  void paymentsAreNotTakenForOrders() throws Exception {
    files("payments/p.jsonl");

    assertThat(
        problems(() -> InputFiles.orders(folder.toString())),
        contains(folder + " has payments/ but no orders/"));
  }

  private void aDataSet() throws IOException {
    for (int day = 14; day <= 17; day++) {
      files("orders/date=2026-03-" + day + "/a.jsonl");
    }
    files("orders/date=2026-03-17/b.jsonl", "payments/p.parquet", "stores.jsonl");
  }

  private void files(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  private List<String> found(String pattern) throws InputException {
    return names(InputFiles.orders(folder + pattern));
  }

  private static List<String> names(InputFiles input) {
    return input.files().stream().map(SourceFile::name).toList();
  }

  private static List<String> notes(InputFiles input) {
    return input.notes().stream().map(Note::brief).toList();
  }

  private static List<String> problems(Executable search) {
    return assertThrows(InputException.class, search).problems();
  }
}
