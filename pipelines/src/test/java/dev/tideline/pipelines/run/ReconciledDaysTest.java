package dev.tideline.pipelines.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.hamcrest.Matchers.stringContainsInOrder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.pipelines.DailyRevenueMain;
import dev.tideline.pipelines.run.Terminal.Ended;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Tuesday with three sales, one of them given back, compared with the bank. It may take until
 * Thursday to settle them.
 */
class ReconciledDaysTest {

  private static final String DAY = "2026-03-17";

  /** When the books of the day are closed everywhere, and it is still the next date in UTC. */
  private static final String CLOSED = "2026-03-18T12:00:00Z";

  private static final String HEADER =
      "line_id,payment_id,store_id,kind,amount,fee,currency,rate,settled_on,payout_id,reverses\n";

  /** The sale on the evening is not settled yet. */
  private static final String SETTLED =
      """
      line-1,pay-1,berlin,CAPTURE,14.00,0.14,EUR,,2026-03-17,payout-1,
      line-2,pay-2,berlin,CAPTURE,3.00,0.03,EUR,,2026-03-17,payout-1,
      line-3,pay-2,berlin,REFUND,-3.00,,EUR,,2026-03-17,payout-1,line-2
      line-4,,berlin,FEE,-1.00,,EUR,,2026-03-17,payout-1,
      line-5,,,PAYOUT,12.83,,EUR,,2026-03-17,payout-1,
      """;

  /** A sale is settled with one more than was paid. */
  private static final String ONE_TOO_MUCH =
      SETTLED.replace("14.00,0.14", "15.00,0.14").replace("12.83", "13.83");

  @TempDir private Path home;
  private OneStore shop;
  private Path bank;
  private Path books;

  @BeforeEach
  void threeSalesOfTheDay() throws IOException {
    shop = OneStore.in(home.resolve("shop"));
    bank = Files.createDirectories(home.resolve("bank"));
    books = home.resolve("books");
    shop.orders(
        "day.jsonl",
        order("sale-1", "order-1", "14.00"),
        order("sale-2", "order-2", "3.00"),
        order("refund-2", "order-2", "3.00").replace("PLACED", "REFUNDED"),
        order("sale-3", "order-3", "4.50"));
    Files.createDirectories(shop.folder().resolve("payments"));
    Files.write(
        shop.folder().resolve("payments/day.jsonl"),
        List.of(
            payment("pay-1", "order-1", "14.00"),
            payment("pay-2", "order-2", "3.00"),
            payment("pay-3", "order-3", "4.50")));
  }

  private static String order(String id, String orderId, String amount) {
    return OneStore.order(id).replace("\"o1\"", "\"" + orderId + "\"").replace("2.50", amount);
  }

  private static String payment(String id, String orderId, String amount) {
    return OneStore.payment(id).replace("\"o1\"", "\"" + orderId + "\"").replace("20.00", amount);
  }

  private Path settlement(String name, String lines) throws IOException {
    return Files.writeString(bank.resolve(name), HEADER + lines);
  }

  private Ended reconcile(String... more) {
    List<String> all = new ArrayList<>(List.of("--bank", bank.toString()));
    all.addAll(List.of("--card-key", shop.cardKey()));
    all.addAll(List.of(more));
    return run(all);
  }

  private Ended run(List<String> options) {
    List<String> all = new ArrayList<>(List.of("--date", DAY, "--input", shop.toString()));
    all.addAll(List.of("--output", books.toString()));
    all.addAll(options);
    return Terminal.run(new DailyRevenueMain(), all.toArray(String[]::new));
  }

  private List<JsonNode> lines(int version, String file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line :
        Files.readAllLines(books.resolve("days/" + DAY + "/v" + version + "/" + file))) {
      lines.add(AnswerJson.parse(line));
    }
    return lines;
  }

  private String status(int version) throws IOException {
    return lines(version, "version.json").get(0).get("reconciliation").asText();
  }

  /** What a version says of the day in short, sorted. */
  private List<String> agreement(int version) throws IOException {
    return lines(version, "reconciliation.jsonl").stream()
        .map(
            row ->
                "%s %s items=%s amount=%s settled=%s"
                    .formatted(
                        row.get("kind").asText(),
                        row.get("state").asText(),
                        row.get("items").asText(),
                        row.get("amount").decimalValue().toPlainString(),
                        row.get("settled").decimalValue().toPlainString()))
        .sorted()
        .toList();
  }

  /** Over the rows of these kinds, or over all if none is given. */
  private static BigDecimal sum(List<JsonNode> rows, String column, String... kinds) {
    List<String> these = List.of(kinds);
    return rows.stream()
        .filter(row -> these.isEmpty() || these.contains(row.get("kind").asText()))
        .map(row -> row.get(column).decimalValue())
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .setScale(2);
  }

  @Test
  void aDayThatAgreesIsReconciledOnce() throws IOException {
    settlement("2026-03-17.csv", SETTLED);
    Ended first = reconcile();
    assertThat(first.out() + first.err(), first.code(), is(0));
    assertThat(first.out(), stringContainsInOrder(DAY, "v1", "published"));
    assertThat(first.printed("RECONCILED"), contains("RECONCILED " + DAY + ": 0 breaks"));
    assertThat(status(1), is("RECONCILED"));
    assertThat(
        agreement(1),
        contains(
            "CAPTURE MATCHED items=2 amount=17.0000 settled=16.8300",
            "FEE NO_SALE items=1 amount=-1.0000 settled=-1.0000",
            "PAYMENT MATCHED items=2 amount=17.0000 settled=14.0000",
            "PAYMENT NOT_YET_DUE items=1 amount=4.5000 settled=0.0000",
            "PAYOUT MATCHED items=1 amount=12.8300 settled=12.8300",
            "REFUND MATCHED items=1 amount=-3.0000 settled=-3.0000",
            "SALE MATCHED items=2 amount=14.0000 settled=0.0000",
            "SALE NOT_YET_DUE items=1 amount=4.5000 settled=0.0000"));

    List<JsonNode> agreement = lines(1, "reconciliation.jsonl");
    List<JsonNode> booked = lines(1, "rows.jsonl");
    assertThat(
        "the sales are those of the P&L",
        sum(agreement, "amount", "SALE"),
        is(sum(booked, "revenue").subtract(sum(booked, "refunds"))));
    assertThat(
        "the lines add up to what was paid out",
        sum(agreement, "settled", "CAPTURE", "REFUND", "FEE"),
        is(sum(agreement, "amount", "PAYOUT")));

    SortedMap<String, String> published = Terminal.contents(books.resolve("days"));
    Ended again = reconcile("--payments", shop + "/payments");
    assertThat(again.out() + again.err(), again.code(), is(0));
    assertThat(again.out(), stringContainsInOrder(DAY, "v1", "unchanged"));
    assertThat(Terminal.contents(books.resolve("days")), is(published));

    assertThat("who does not ask has no news", run(List.of()).code(), is(0));
    Ended withoutBank = run(List.of("--correct", "--as-of", CLOSED));
    assertThat(withoutBank.code(), is(2));
    assertThat(
        withoutBank.mistakes(),
        contains(startsWith("version 1 of " + DAY + " was reconciled: --bank PLACE is missing")));
    assertThat(Terminal.contents(books.resolve("days")), is(published));

    Files.copy(bank.resolve("2026-03-17.csv"), bank.resolve("sent-again.csv"));
    correct();
    List<String> withCopies = new ArrayList<>(agreement(2));
    assertThat(
        "copies count nowhere",
        withCopies.stream().filter(row -> row.contains(" REPEATED")).toList(),
        contains(
            "CAPTURE REPEATED items=2 amount=17.0000 settled=0.0000",
            "FEE REPEATED items=1 amount=-1.0000 settled=0.0000",
            "PAYOUT REPEATED items=1 amount=12.8300 settled=0.0000",
            "REFUND REPEATED items=1 amount=-3.0000 settled=0.0000"));
    withCopies.removeIf(row -> row.contains(" REPEATED"));
    assertThat("and all else is as it was", withCopies, is(agreement(1)));
  }

  @Test
  void aDifferenceIsPublishedAndToldUntilTheBankCorrectsIt() throws IOException {
    settlement("2026-03-17.csv", ONE_TOO_MUCH);
    Ended ended = reconcile();
    assertThat(ended.err(), ended.code(), is(3));
    assertThat(ended.out(), stringContainsInOrder(DAY, "v1", "published"));
    assertThat(ended.printed("UNRECONCILED"), contains("UNRECONCILED " + DAY + ": 1 break"));
    assertThat(status(1), is("UNRECONCILED"));
    JsonNode wrong = onlyBreak(1);
    assertThat(wrong.get("kind").asText(), is("PAYMENT"));
    assertThat(wrong.get("state").asText(), is("AMOUNT_DIFFERS"));
    assertThat(wrong.get("id").asText(), is("pay-1"));
    assertThat(wrong.get("order_id").asText(), is("order-1"));
    assertThat(wrong.get("lines").toString(), is("[\"line-1\"]"));
    assertThat(wrong.get("difference").decimalValue(), is(new BigDecimal("-1.0000")));

    settlement("2026-03-17_v2.csv", SETTLED);
    Ended corrected = correct();
    assertThat(corrected.out() + corrected.err(), corrected.code(), is(0));
    assertThat(status(2), is("RECONCILED"));
    assertThat(lines(2, "breaks.jsonl"), is(empty()));
    assertThat(
        agreement(2),
        hasItems(
            "CAPTURE REPLACED items=1 amount=15.0000 settled=0.0000",
            "CAPTURE MATCHED items=2 amount=17.0000 settled=16.8300",
            "PAYOUT REPLACED items=1 amount=13.8300 settled=0.0000",
            "PAYOUT MATCHED items=1 amount=12.8300 settled=12.8300"));
    assertThat("no money of the books has moved", lines(2, "changes.jsonl"), is(empty()));
  }

  @Test
  void anOpenItemIsClosedByALaterFileOnce() throws IOException {
    settlement("2026-03-17.csv", SETTLED);
    assertThat(reconcile().code(), is(0));
    assertThat(agreement(1), hasItem("PAYMENT NOT_YET_DUE items=1 amount=4.5000 settled=0.0000"));

    Ended overdue = reconcile("--correct", "--as-of", "2026-03-21T00:00:00Z");
    assertThat(overdue.err(), overdue.code(), is(3));
    assertThat(status(2), is("UNRECONCILED"));
    JsonNode missing = onlyBreak(2);
    assertThat(missing.get("id").asText(), is("pay-3"));
    assertThat(missing.get("order_id").asText(), is("order-3"));
    assertThat(missing.get("state").asText(), is("MISSING_AT_BANK"));
    assertThat(missing.get("difference").decimalValue(), is(new BigDecimal("4.5000")));

    String settled =
        """
        line-6,pay-3,berlin,CAPTURE,4.50,0.05,EUR,,2026-03-23,payout-2,
        line-7,,,PAYOUT,4.45,,EUR,,2026-03-23,payout-2,
        """;
    settlement("2026-03-23.csv", settled);
    Ended closed = reconcile("--correct", "--as-of", "2026-03-25T00:00:00Z");
    assertThat(closed.out() + closed.err(), closed.code(), is(0));
    assertThat(status(3), is("RECONCILED"));
    assertThat(lines(3, "breaks.jsonl"), is(empty()));
    assertThat(agreement(3), hasItem("PAYMENT MATCHED items=3 amount=21.5000 settled=18.5000"));

    settlement("2026-03-23-again.csv", settled);
    Ended again = reconcile("--correct", "--as-of", "2026-03-26T00:00:00Z");
    assertThat(again.out() + again.err(), again.code(), is(0));
    assertThat(again.out(), stringContainsInOrder(DAY, "v3", "unchanged"));
  }

  @Test
  void aMissingFileIsAcceptedAndOneThatCanNotBeReadLeavesWhatStands() throws IOException {
    settlement("2026-03-18.csv", SETTLED.replace(DAY, "2026-03-18"));
    Ended withheld = reconcile();
    assertThat(withheld.err(), withheld.code(), is(3));
    assertThat(
        withheld.printed("NO"),
        contains(startsWith("NO SETTLEMENT of " + DAY + " in the files of --bank")));
    assertThat(withheld.out(), stringContainsInOrder(DAY, "-", "withheld"));
    assertThat(Files.exists(books.resolve("days/" + DAY + "/current")), is(false));

    Ended accepted = reconcile("--accept-no-settlement");
    assertThat(accepted.out() + accepted.err(), accepted.code(), is(0));
    assertThat(agreement(1), hasItem("PAYMENT NOT_YET_DUE items=2 amount=18.5000 settled=0.0000"));
    SortedMap<String, String> published = Terminal.contents(books.resolve("days"));

    Path nowhere = home.resolve("nowhere");
    Ended missing =
        run(List.of("--bank", nowhere.toString(), "--correct", "--card-key", shop.cardKey()));
    assertThat(missing.code(), is(2));
    assertThat(
        missing.mistakes(), contains("--bank: " + nowhere + ": there is no settlement file"));

    Path other = Files.writeString(bank.resolve("b.csv"), "Buchung;Betrag\n1;2,50\n");
    Path nothing = Files.createFile(bank.resolve("c.csv"));
    Ended unfit = correct();
    assertThat(unfit.code(), is(2));
    assertThat(
        unfit.mistakes(),
        contains(
            allOf(
                startsWith("--bank: " + other + " is not in this layout: its header has no"),
                containsString("line_id")),
            is("--bank: " + nothing + " is empty: it has not even a header")));
    Files.delete(other);
    Files.delete(nothing);

    Path cut = settlement("d.csv", SETTLED + "line-6,\"pay-");
    Ended broken = correct();
    assertThat(broken.code(), is(1));
    assertThat(broken.err(), containsString(cut + " breaks off, or a quote in it is not closed"));
    Files.delete(cut);

    Path lines =
        settlement(
            "e.csv",
            """
            line-6,pay-3,berlin,CAPTURE,4.50,,XXB,,2026-03-17,payout-1,
            line-7,pay-3,berlin,CAPTURE,"4,50",,EUR,,2026-03-17,payout-1,
            line-8,pay-3,berlin,CAPTURE,4.50,,EUR,,17.03.2026,payout-1,
            line-9,pay-3,berlin
            """);
    Ended unreadable = correct();
    assertThat(unreadable.err(), unreadable.code(), is(3));
    assertThat(
        unreadable.printed("UNREADABLE").stream().sorted().toList(),
        contains(
            startsWith("UNREADABLE " + lines + ", line 1 below the header: UNKNOWN_CURRENCY"),
            startsWith("UNREADABLE " + lines + ", line 2 below the header: BAD_AMOUNT"),
            startsWith("UNREADABLE " + lines + ", line 3 below the header: BAD_TIME"),
            startsWith("UNREADABLE " + lines + ", line 4 below the header: NOT_CSV")));
    assertThat(unreadable.out(), stringContainsInOrder(DAY, "v1", "withheld"));

    assertThat(Terminal.contents(books.resolve("days")), is(published));
  }

  private Ended correct() {
    return reconcile("--correct", "--as-of", CLOSED);
  }

  private JsonNode onlyBreak(int version) throws IOException {
    List<JsonNode> breaks = lines(version, "breaks.jsonl");
    assertThat(breaks.toString(), breaks.size(), is(1));
    return breaks.get(0);
  }

  @Test
  void everyMistakeIsToldAtOnce() {
    Path nowhere = home.resolve("nowhere");
    assertThat(
        run(List.of("--tolerance", "1", "--accept-no-settlement")).mistakes(),
        contains(stringContainsInOrder("--tolerance", "want --bank PLACE")));
    assertThat(
        run(List.of(
                "--bank",
                nowhere.toString(),
                "--payments",
                nowhere.toString(),
                "--settle-days",
                "many",
                "--tolerance",
                "-1",
                "--store-tolerance",
                "a lot",
                "--card-key",
                nowhere.toString()))
            .mistakes(),
        contains(
            is("--bank: " + nowhere + ": there is no settlement file"),
            startsWith("--payments: " + nowhere),
            containsString("--card-key"),
            startsWith("--settle-days wants a number from 0 up, not 'many'"),
            is("--tolerance wants an amount from 0 up, not -1"),
            is("--store-tolerance wants an amount like 12.50, not 'a lot'")));
    String noPattern = bank + "/[";
    assertThat(
        run(List.of("--bank", noPattern, "--settle-days", "61", "--card-key", shop.cardKey()))
            .mistakes(),
        hasItems(
            startsWith("--bank: " + noPattern + " is no pattern"),
            is("--settle-days wants 0 to 60, not 61")));
    assertThat(
        reconcile("--layout", nowhere.toString()).mistakes(),
        hasItem(startsWith("--bank: " + nowhere + " can't be read")));
    assertThat(
        undated("--bank", bank.toString()),
        contains("--bank wants --date DAY: which day is to be reconciled?"));
    assertThat(
        undated("--settle-days", "1"),
        contains(stringContainsInOrder("--settle-days", "want --bank PLACE")));
    assertThat(Files.exists(books), is(false));
  }

  private List<String> undated(String... options) {
    List<String> all = new ArrayList<>(List.of("--input", shop.toString()));
    all.addAll(List.of("--output", books.toString()));
    all.addAll(List.of(options));
    Ended ended = Terminal.run(new DailyRevenueMain(), all.toArray(String[]::new));
    assertThat(ended.code(), is(2));
    return ended.mistakes();
  }
}
