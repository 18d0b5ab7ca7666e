package dev.tideline.pipelines.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.hamcrest.Matchers.stringContainsInOrder;

import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.cli.Programs;
import dev.tideline.pipelines.days.RevenueMain;
import dev.tideline.pipelines.run.Terminal.Ended;
import dev.tideline.pipelines.runs.RunsMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Business days that are published, found unchanged, and corrected. Their books close at 04:00. */
class DatedRunTest {

  private static final String DAY = "2026-03-17";
  private static final String NEXT_DAY = "2026-03-18";

  @TempDir private Path home;
  private OneStore shop;
  private Path books;

  @BeforeEach
  void twoSalesOfTheDay() throws IOException {
    shop = OneStore.in(home.resolve("shop"));
    books = home.resolve("books");
    shop.orders("day.jsonl", OneStore.order("e1"), OneStore.order("e2"));
  }

  private Ended run(String... options) {
    List<String> all =
        new ArrayList<>(List.of("--input", shop.toString(), "--output", books.toString()));
    all.addAll(List.of(options));
    return Terminal.run(new DailyRevenueMain(), all.toArray(String[]::new));
  }

  /** From an offline till, two days after the close. */
  private static String late(String id) {
    return OneStore.order(id).replace("2026-03-17T09:00:01", "2026-03-20T09:00:01");
  }

  private static String nextDay(String id) {
    return OneStore.order(id).replace(DAY, NEXT_DAY);
  }

  private static String printed(Programs.Program program, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Programs.run(program, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    assertThat(err.toString(), code, is(0));
    return out.toString();
  }

  private String revenue(String action, String... more) {
    List<String> all = new ArrayList<>(List.of(action, "--output", books.toString()));
    all.addAll(List.of(more));
    return printed(new RevenueMain(), all.toArray(String[]::new));
  }

  private String file(String path) throws IOException {
    return Files.readString(books.resolve("days").resolve(path), UTF_8);
  }

  @Test
  void aDayIsPublishedOnceAndThenStands() throws IOException {
    Ended first = run("--date", DAY);
    assertThat(first.err(), first.code(), is(0));
    assertThat(first.out(), stringContainsInOrder(DAY, "v1", "published"));
    SortedMap<String, String> published = Terminal.contents(books.resolve("days"));

    Ended again = run("--date", DAY, "--as-of", "close");
    assertThat(again.err(), again.code(), is(0));
    assertThat(again.out(), stringContainsInOrder(DAY, "v1", "unchanged"));
    assertThat(Terminal.contents(books.resolve("days")), is(published));
    assertThat(revenue("show", "--date", DAY), containsString("TOTAL lines=2 revenue=5.0000 "));
    assertThat(
        printed(new RunsMain(), "list", "--output", books.toString()).lines().count(), is(3L));
  }

  @Test
  void aLateRunPublishesWhatOneOnTimeWould() throws IOException {
    shop.orders("late.jsonl", late("e3"), nextDay("e4"));
    run("--date", DAY);
    assertThat(revenue("show", "--date", DAY), containsString("TOTAL lines=2 revenue=5.0000 "));
  }

  @Test
  void aCorrectionSaysWhichCellsItChangesAndByWhichEvents() throws IOException {
    run("--date", DAY);
    shop.orders("late.jsonl", late("e3"), late("e1"), late("e3"));
    Ended corrected = run("--date", DAY, "--correct");

    assertThat(corrected.err(), corrected.code(), is(0));
    assertThat(corrected.out(), stringContainsInOrder(DAY, "v2", "published"));
    assertThat(
        file(DAY + "/v2/changes.jsonl").lines().toList(),
        contains(
            cell("orders", "2", "3", "1"),
            cell("lines", "2", "3", "1"),
            cell("units", "2", "3", "1"),
            cell("revenue", "5.0000", "7.5000", "2.5000"),
            cell("cost", "2.5000", "3.7500", "1.2500"),
            cell("margin", "2.5000", "3.7500", "1.2500"),
            cell("events", "2", "3", "1")));
    assertThat(
        "the late copy of a sale that counted corrects nothing",
        file(DAY + "/v2/corrections.jsonl").lines().toList(),
        contains(allOf(containsString("\"event_id\":\"e3\""), containsString("\"LATE\""))));
    assertThat(
        revenue("diff", "--date", DAY),
        stringContainsInOrder("revenue", "5.0000", "7.5000", "2.5000", "LATE 2.5000", "e3"));
    assertThat(
        "the version before can be read again",
        revenue("show", "--date", DAY, "--number", "1"),
        containsString("TOTAL lines=2 revenue=5.0000 "));

    assertThat(
        run("--date", DAY, "--correct", "--as-of", "2026-03-21T00:00:00Z").mistakes(),
        contains(startsWith("version 2 of " + DAY + " counts what was ingested up to ")));
    assertThat(
        "once", run("--date", DAY, "--correct").out(), stringContainsInOrder("v2", "unchanged"));
    assertThat(
        "the close is what it was",
        run("--date", DAY).out(),
        stringContainsInOrder("v2", "unchanged"));
  }

  private static String cell(String column, String from, String to, String difference) {
    return ("{\"business_day\":\"%s\",\"store_id\":\"berlin\",\"category\":\"produce\","
            + "\"currency\":\"EUR\",\"column\":\"%s\",\"from\":\"%s\",\"to\":\"%s\","
            + "\"difference\":\"%s\",\"causes\":{\"LATE\":\"%5$s\"},\"events\":[\"e3\"]}")
        .formatted(DAY, column, from, to, difference);
  }

  @Test
  void whatAMendedStoreOrRecordChangesIsToldApart() throws IOException {
    String unknown = OneStore.order("e5").replace("berlin", "hamburg");
    String broken = OneStore.order("e6").replace("\"amount\":2.50", "\"amount\":\"?\"");
    shop.orders("more.jsonl", unknown, broken);
    run("--date", DAY);
    assertThat(revenue("show", "--date", DAY), containsString("TOTAL lines=2 revenue=5.0000 "));

    Path stores = shop.folder().resolve("stores.jsonl");
    Files.writeString(
        stores,
        Files.readString(stores)
            + "{\"store_id\":\"hamburg\",\"name\":\"Altona\",\"time_zone\":\"Europe/Berlin\","
            + "\"currency\":\"EUR\"}\n");
    shop.orders("more.jsonl", unknown, OneStore.order("e6"));
    Ended mended = run("--date", DAY, "--correct");
    assertThat(mended.err(), mended.code(), is(0));

    assertThat(
        file(DAY + "/v2/corrections.jsonl").lines().toList(),
        contains(
            allOf(containsString("\"event_id\":\"e5\""), containsString("\"STORES\"")),
            allOf(containsString("\"event_id\":\"e6\""), containsString("\"REPAIRED\""))));
    assertThat(file(DAY + "/v2/changes.jsonl"), not(containsString("OTHER")));
  }

  /** A line that was taken out moves the others to where it was. */
  @Test
  void thatARecordIsWhereARejectedOneWasProvesNothing() throws IOException {
    String broken = OneStore.order("e6").replace("\"amount\":2.50", "\"amount\":\"?\"");
    shop.orders("more.jsonl", broken, OneStore.order("e5"));
    run("--date", DAY);
    shop.orders("more.jsonl", OneStore.order("e5"));
    shop.orders("late.jsonl", late("e3"));
    run("--date", DAY, "--correct");
    assertThat(file(DAY + "/v2/corrections.jsonl"), not(containsString("e5")));
    assertThat(file(DAY + "/v2/changes.jsonl"), not(containsString("OTHER")));
  }

  @Test
  void aFolderOfSomethingElseIsLeftAlone() throws IOException {
    Files.createDirectories(books);
    Files.writeString(books.resolve("mine.txt"), "mine");
    assertThat(
        run("--date", DAY).mistakes(),
        contains(startsWith("--output " + books + " can't take published days")));
    assertThat(Terminal.names(books), contains("mine.txt"));
  }

  /** Nobody can say any more which events there were. */
  @Test
  void whatNoEventExplainsIsSaidToBeOfOtherCause() throws IOException {
    run("--date", DAY);
    shop.orders("day.jsonl", OneStore.order("e1"));
    Ended withheld = run("--date", DAY, "--correct");
    assertThat(withheld.code(), is(3));
    assertThat(withheld.out(), stringContainsInOrder("v1", "unexplained, not published"));

    run("--date", DAY, "--correct", "--accept-unexplained");
    assertThat(file(DAY + "/v2/changes.jsonl"), containsString("{\"OTHER\":\"-2.5000\"}"));
  }

  @Test
  void anotherAnswerIsNotPublishedUnlessItIsACorrection() throws IOException {
    run("--date", DAY);
    SortedMap<String, String> published = Terminal.contents(books.resolve("days"));
    shop.orders("found.jsonl", OneStore.order("e3"));

    Ended ended = run("--date", DAY);
    assertThat(ended.code(), is(3));
    assertThat(ended.out(), containsString("--correct"));
    assertThat(Terminal.contents(books.resolve("days")), is(published));
  }

  @Test
  void daysOneByOneAreWhatARangeOfThemIs() throws IOException {
    shop.orders("next.jsonl", nextDay("e4"), late("e3"));
    run("--date", DAY);
    run("--date", NEXT_DAY);
    run("--date", "2026-03-19");
    String singly = file(DAY + "/v1/rows.jsonl") + file(NEXT_DAY + "/v1/rows.jsonl");

    books = home.resolve("range");
    run("--date", DAY + "..2026-03-19");
    assertThat(file(DAY + "/v1/rows.jsonl") + file(NEXT_DAY + "/v1/rows.jsonl"), is(singly));
    assertThat("a day without sales is published too", file("2026-03-19/v1/rows.jsonl"), is(""));
    assertThat(revenue("versions").lines().count(), is(4L));
  }

  /** It had written its version, and not yet said that it stands. */
  @Test
  void aRunThatWasKilledIsCompletedByTheNext() throws IOException {
    run("--date", DAY);
    Path killed = Files.createDirectories(books.resolve("days/" + DAY + "/v2"));
    Files.writeString(killed.resolve("rows.jsonl"), "half of");
    Files.createDirectories(books.resolve("days/" + DAY + "/.v2.0b1c.tmp"));
    assertThat(revenue("versions", "--date", DAY).lines().count(), is(2L));

    shop.orders("late.jsonl", late("e3"));
    run("--date", DAY, "--correct");
    assertThat(revenue("show", "--date", DAY), containsString("TOTAL lines=3 revenue=7.5000 "));
  }

  @Test
  void aDamagedVersionIsNotCorrected() throws IOException {
    run("--date", DAY);
    Files.writeString(books.resolve("days/" + DAY + "/v1/rows.jsonl"), "");
    Ended ended = run("--date", DAY, "--correct");
    assertThat(ended.code(), is(2));
    assertThat(ended.mistakes(), contains(startsWith("version 1 of " + DAY + " is damaged")));
  }

  @Test
  void aMissedDeadlineIsSaidWhereItIsAskedFor() throws IOException {
    Ended madeUp = run("--date", DAY);
    assertThat("that was long ago", madeUp.printed("DEADLINE"), is(List.of()));

    Ended late = run("--date", NEXT_DAY, "--deadline", "06:30", "--fail-late");
    assertThat(late.code(), is(1));
    // New York's books close at 04:00 by its clock, which is at UTC-4 by then
    assertThat(
        late.printed("DEADLINE"),
        contains(startsWith("DEADLINE 2026-03-19T10:30:00.000Z missed by ")));
    assertThat(revenue("versions", "--date", NEXT_DAY), containsString("v1"));
    assertThat("it stands", run("--date", NEXT_DAY, "--fail-late").code(), is(0));
  }

  @Test
  void aRuleOfQualityWarnsOrWithholds() throws IOException {
    Path rules = home.resolve("quality.json");
    Files.writeString(rules, "{\"missing_stores\":{\"at_most\":0,\"otherwise\":\"warn\"}}");
    Ended warned = run("--date", DAY, "--quality", rules.toString());
    assertThat(warned.code(), is(0));
    assertThat(
        warned.printed("QUALITY"),
        contains("QUALITY " + DAY + " missing_stores=1, at most 0: warn (new-york)"));

    String broken = OneStore.order("e6").replace("\"amount\":2.50", "\"amount\":\"?\"");
    shop.orders("more.jsonl", late("e3"), broken);
    Files.writeString(rules, "{\"rejected_share\":{\"at_most\":0.2,\"otherwise\":\"fail\"}}");
    Ended failed = run("--date", DAY, "--correct", "--quality", rules.toString());
    assertThat(failed.code(), is(3));
    assertThat(
        failed.printed("QUALITY"), contains("QUALITY rejected_share=0.25, at most 0.2: fail"));
    assertThat(failed.out(), stringContainsInOrder(DAY, "v1", "withheld"));
    assertThat(revenue("versions", "--date", DAY).lines().count(), is(2L));
  }

  @Test
  void onlyTheDayThatIsOutOfRangeIsQuarantined() throws IOException {
    Path rules = home.resolve("quality.json");
    Files.writeString(rules, "{\"missing_stores\":{\"at_most\":1,\"otherwise\":\"quarantine\"}}");
    Ended ended = run("--date", DAY + ".." + NEXT_DAY, "--quality", rules.toString());
    assertThat(ended.code(), is(3));
    assertThat(
        ended.out(), stringContainsInOrder(DAY, "v1", "published", NEXT_DAY, "-", "withheld"));
  }

  @Test
  void wrongRulesAreNamedAllAtOnce() throws IOException {
    Path rules = home.resolve("quality.json");
    Files.writeString(rules, "{\"rowz\":{\"at_most\":\"a lot\",\"otherwise\":\"panic\"}}");
    assertThat(run("--date", DAY, "--quality", rules.toString()).mistakes().size(), is(3));
    Files.writeString(rules, "{\"payments_difference\":{\"at_most\":0.01,\"otherwise\":\"warn\"}}");
    assertThat(
        run("--date", DAY, "--quality", rules.toString()).mistakes(),
        contains(
            "--quality "
                + rules
                + ": 'payments_difference' wants --bank PLACE: without it no payments are read"));
  }

  @Test
  void whatCanNotBeAskedIsRefused() throws IOException {
    assertThat(
        run("--date", DAY, "--from", DAY, "--mode", "stream").mistakes(),
        contains(
            "--date, and --from or --to, both say which days: give --date FIRST..LAST",
            "--date is for bounded runs: --mode batch without --every"));
    assertThat(
        run("--date", DAY, "--correct").mistakes(),
        contains(
            DAY + " has no version yet that could be corrected: run it without --correct first"));
    assertThat(
        run("--date", DAY, "--correct", "--as-of", "close").mistakes(),
        hasItem(startsWith("--as-of close is what --correct goes beyond")));
    assertThat(
        run("--date", "yesterday").mistakes(),
        contains(startsWith("--date wants a day from 1990")));
    assertThat(
        run("--correct", "--accounts", "a.json", "--fail-late").mistakes(),
        contains(
            "--correct, --accounts, --fail-late without --date DAY: which day is to be published?"));
    assertThat(
        run("--date", "1985-01-01").mistakes(), contains(startsWith("--date wants a day from")));

    String tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).toString().substring(0, 10);
    assertThat(
        run("--date", tomorrow).mistakes(),
        contains(startsWith("the books of " + tomorrow + " close at ")));
    assertThat(
        run("--date", DAY, "--as-of", "2026-03-17T12:00:00Z").mistakes(),
        contains(startsWith("--as-of wants a time from 2026-03-18T04:00:00.000Z, when " + DAY)));
    assertThat(Files.exists(books.resolve("days")), is(false));
  }
}
