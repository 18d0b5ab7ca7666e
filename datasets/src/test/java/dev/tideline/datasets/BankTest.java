package dev.tideline.datasets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toCollection;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.datasets.DataSets.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bank's files: the same options, the same files; the bank changes nothing but its own. */
class BankTest {

  private static final String WORLD =
      "--orders 900 --stores 12 --days 5 --bursts 2 --partitions 3 --format jsonl --seed 4";

  @TempDir Path folder;

  @Test
  void theSameOptionsGiveTheSameBytesOnAnyNumberOfThreads()
      throws IOException, NoSuchAlgorithmException {
    String options = WORLD + " --bank --breaks 2 --settled-late-share 0.1 --threads ";
    Path one = DataSets.generate(folder, "one", options + 1);
    Path three = DataSets.generate(folder, "three", options + 3);
    assertThat(DataSets.files(three), is(DataSets.files(one)));
  }

  @Test
  void theBankChangesNothingButItsOwnFiles() throws IOException, NoSuchAlgorithmException {
    SortedMap<String, String> without = DataSets.files(DataSets.generate(folder, "without", WORLD));
    SortedMap<String, String> with =
        DataSets.files(DataSets.generate(folder, "with", WORLD + " --bank"));
    assertThat(with.keySet().removeIf(file -> file.startsWith("bank/settlement-")), is(true));
    with.remove("truth.json");
    without.remove("truth.json");
    assertThat(with, is(without));
  }

  @Test
  void thereIsAFileForEachWeekdayAndNoOther() throws IOException {
    Path bank = DataSets.generate(folder, "set", WORLD + " --bank").resolve("bank");
    TreeSet<LocalDate> days = new TreeSet<>();
    for (Path file : filesOf(bank)) {
      LocalDate day = LocalDate.parse(file.getFileName().toString().substring(11, 21));
      days.add(day);
      List<String> lines = Files.readAllLines(file);
      assertThat(
          lines.get(0),
          is(
              "line_id,payment_id,store_id,kind,amount,fee,currency,rate,settled_on,payout_id,"
                  + "reverses"));
      assertThat(lines.subList(1, lines.size()), everyItem(containsString("," + day + ",P")));
    }
    assertThat(days, hasItem(LocalDate.of(2026, 3, 17)));
    assertThat(days, hasItem(LocalDate.of(2026, 3, 24)));
    assertThat(
        days.stream().map(LocalDate::getDayOfWeek).toList(),
        everyItem(not(oneOf(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY))));
  }

  @Test
  void theTruthNamesSoManyBreaksOfEachKind() throws IOException {
    Path set = DataSets.generate(folder, "set", WORLD + " --bank --breaks 3");
    JsonNode breaks = DataSets.truth(set).at("/bank/breaks");
    assertThat(breaks.size(), is(10));
    for (JsonNode kind : breaks) {
      assertThat(kind.get("count").intValue(), is(3));
      assertThat(kind.get("ids").size(), is(3));
    }
    String bank = text(filesOf(set.resolve("bank")));
    String orders = text(DataSets.filesOf(set, "orders"));
    String payments = text(DataSets.filesOf(set, "payments"));
    for (JsonNode id : breaks.at("/never_settled/ids")) {
      assertThat(payments, containsString('"' + id.asText() + '"'));
      assertThat(bank, not(containsString(id.asText())));
    }
    for (JsonNode id : breaks.at("/no_payment/ids")) {
      assertThat(orders, containsString('"' + id.asText() + '"'));
      assertThat(payments, not(containsString(id.asText())));
    }
    for (JsonNode id : breaks.at("/no_order/ids")) {
      String payment = id.asText();
      assertThat(payments, containsString(payment));
      assertThat(orders, not(containsString(payment.substring(0, payment.length() - 1))));
    }
  }

  @Test
  void breaksWantABankAndOrdersToBreak() {
    Ended noBank = DataSets.run(new Generate(), "--breaks", "1");
    assertThat(noBank.code(), is(2));
    assertThat(noBank.err(), containsString("it wants --bank"));
    Ended fewOrders = DataSets.run(new Generate(), "--bank", "--breaks", "4", "--orders", "319");
    assertThat(fewOrders.err(), containsString("--breaks 4 takes at least 320 orders, not 319"));
    Ended late = DataSets.run(new Generate(), "--bank", "--settled-late-share", "2");
    assertThat(late.err(), containsString("--settled-late-share must be from 0 to 1.0, not 2.0"));
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().collect(toCollection(ArrayList::new));
    }
  }

  private static String text(List<Path> files) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file : files) {
      text.append(Files.readString(file, ISO_8859_1));
    }
    return text.toString();
  }
}
