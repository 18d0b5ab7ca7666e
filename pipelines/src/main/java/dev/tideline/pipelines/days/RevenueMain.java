package dev.tideline.pipelines.days;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.io.storage.InParallel;
import dev.tideline.io.storage.Storage;
import dev.tideline.json.Timestamps;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.cli.Programs;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.journal.JournalCsv;
import dev.tideline.pipelines.journal.Posting;
import dev.tideline.pipelines.money.StoreDays;
import dev.tideline.pipelines.published.PublishedDay;
import dev.tideline.pipelines.published.PublishedDays;
import dev.tideline.pipelines.published.Version;
import dev.tideline.pipelines.reconciliation.ReconciliationChanges;
import dev.tideline.pipelines.report.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the published days of a folder. */
@Command(
    name = "scripts/revenue",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows the business days that daily-revenue --date has published in a folder:",
      "  versions  of each day or of one: when, as of which moment, by which run",
      "  show      the rows of a version, and what it comes to in money",
      "  breaks    what of a version does not agree with payments or the bank",
      "  journal   what a version posts to the general ledger",
      "  diff      in which cells a version differs from the one before, and by which events%n"
    },
    footer = {"", "Exit status: 0 ok; 2 bad arguments; 1 anything else."})
public final class RevenueMain implements Programs.Program {

  @Parameters(paramLabel = "versions|show|breaks|journal|diff", description = "What to show.")
  private String action;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "The folder that the days were published in.")
  private Path output;

  @Option(
      names = "--date",
      paramLabel = "DAY",
      description = "The business day, such as 1997-01-01 (versions: all without it).")
  private String date;

  @Option(
      names = "--number",
      paramLabel = "N",
      description = "Which version (default: the one that stands).")
  private String number;

  @Spec private CommandSpec spec;

  /** Shows what is asked, and ends the process. */
  public static void main(String[] arguments) {
    System.exit(Programs.run(new RevenueMain(), arguments));
  }

  @Override
  public List<String> mistakes() {
    List<String> found = new ArrayList<>();
    if (action != null
        && !List.of("versions", "show", "breaks", "journal", "diff").contains(action)) {
      found.add("'" + action + "' is none of versions, show, breaks, journal and diff");
    } else if (date == null && !"versions".equals(action)) {
      found.add("--date DAY is missing: which business day?");
    }
    return found;
  }

  @Override
  public ExitCode run() throws IOException {
    PublishedDays days = new PublishedDays(output);
    if (!Storage.isFolder(days.runs())) {
      throw new UsageException(List.of("no days were published in " + output));
    }
    PrintWriter out = spec.commandLine().getOut();
    switch (action) {
      case "versions" ->
          out.print(versionsOf(date == null ? days.published() : List.of(asked(days))));
      case "show" -> show(asked(days), out);
      case "breaks" -> {
        PublishedDay day = asked(days);
        out.print(day.reconciliation(version(day)).breaksTable());
      }
      case "journal" -> out.print(journal(asked(days)));
      default -> diff(asked(days), out);
    }
    out.flush();
    return ExitCode.OK;
  }

  /** The day that is asked for, of which a version stands. */
  private PublishedDay asked(PublishedDays days) throws IOException {
    Mistakes mistakes = new Mistakes();
    LocalDate asked = mistakes.parse("--date", date, "a day like 1997-01-01", LocalDate::parse);
    mistakes.throwIfAny();
    PublishedDay day = days.day(asked);
    if (day.current() == 0) {
      throw new UsageException(List.of("%s was not published in %s".formatted(asked, output)));
    }
    return day;
  }

  /** The version that is asked for. */
  private int version(PublishedDay day) throws IOException {
    int current = day.current();
    if (number == null) {
      return current;
    }
    Mistakes mistakes = new Mistakes();
    Integer asked = mistakes.number("--number", number);
    if (asked != null && (asked < 1 || asked > current)) {
      mistakes.add("--number wants 1 to %d, which stands, not %d".formatted(current, asked));
    }
    mistakes.throwIfAny();
    return asked;
  }

  private static TextTable versionsOf(List<PublishedDay> days) throws IOException {
    TextTable table =
        new TextTable(
            List.of(
                "business day", "version", "state", "as of", "published", "run", "rows", "digest"));
    InParallel.read(days, PublishedDay::folder, RevenueMain::versions)
        .forEach(rows -> rows.forEach(table::add));
    return table;
  }

  /** The rows of a day. */
  private static List<List<String>> versions(PublishedDay day) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (Version version : day.versions()) {
      rows.add(
          List.of(
              day.date().toString(),
              "v" + version.number(),
              day.isWhole(version.number()) ? version.state() : "damaged",
              version.asOfText(),
              Timestamps.format(version.publishedAt()),
              version.run(),
              "%,d".formatted(version.rows()),
              version.digest().substring(0, 12)));
    }
    return rows;
  }

  private void show(PublishedDay day, PrintWriter out) throws IOException {
    int asked = version(day);
    TextTable table = null;
    for (String text : day.rows(asked)) {
      JsonNode row = AnswerJson.parse(text);
      List<String> names = new ArrayList<>();
      row.fieldNames().forEachRemaining(names::add);
      if (table == null) {
        table = new TextTable(names);
      }
      table.add(names.stream().map(name -> row.get(name).asText()).toList());
    }
    out.print(table == null ? "" : table + "\n");
    Version version = day.version(asked);
    version.totals().forEach(out::println);
    money(day.file(asked, PublishedDay.STORE_DAYS), version, out);
    if (version.reconciled() != null) {
      out.print("\n" + day.reconciliation(asked).table() + "\n");
      out.println(version.reconciled().status());
    }
    out.println("DIGEST " + version.digest() + " rows=" + version.rows());
  }

  private void diff(PublishedDay day, PrintWriter out) throws IOException {
    out.print(cells(day));
    int asked = version(day);
    if (asked > 1) {
      ReconciliationChanges changes =
          new ReconciliationChanges(day.reconciliation(asked - 1), day.reconciliation(asked));
      if (!changes.none()) {
        out.print("\n" + changes.sums() + "\n" + changes.breaks());
      }
    }
  }

  private TextTable journal(PublishedDay day) throws IOException {
    int asked = version(day);
    Path journal = day.file(asked, PublishedDay.JOURNAL);
    if (!Storage.exists(journal)) { // of a version from before there were journals
      throw new UsageException(
          List.of("version %d of %s has no journal".formatted(asked, day.date())));
    }
    TextTable table =
        new TextTable(List.of("entry", "account", "debit", "credit", "currency", "text"));
    for (Posting posting : JournalCsv.read(journal)) {
      table.add(
          List.of(
              posting.entry(),
              posting.account(),
              orDash(posting.debitText()),
              orDash(posting.creditText()),
              posting.currency(),
              posting.text()));
    }
    return table;
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  /** None of versions that were published without. */
  private static void money(Path file, Version version, PrintWriter out) throws IOException {
    if (Storage.exists(file)) {
      StoreDays storeDays = StoreDays.read(Files.readAllLines(file));
      out.print("\n" + storeDays.table() + "\n");
      storeDays.totals().forEach(sum -> out.println("MONEY " + sum));
      out.println(version.unplaced().line());
    }
  }

  private TextTable cells(PublishedDay day) throws IOException {
    int asked = version(day);
    TextTable table =
        new TextTable(
            List.of(
                "store_id",
                "category",
                "currency",
                "column",
                "from",
                "to",
                "difference",
                "causes",
                "events"));
    if (asked == 1) {
      return table; // there is nothing before it
    }
    for (String text : Files.readAllLines(day.file(asked, PublishedDay.CHANGES))) {
      JsonNode cell = AnswerJson.parse(text);
      List<String> causes = new ArrayList<>();
      cell.get("causes")
          .properties()
          .forEach(cause -> causes.add(cause.getKey() + " " + cause.getValue().asText()));
      List<String> events = new ArrayList<>();
      cell.get("events").forEach(event -> events.add(event.asText()));
      table.add(
          List.of(
              cell.get("store_id").asText(),
              cell.get("category").asText(),
              cell.get("currency").asText(),
              cell.get("column").asText(),
              cell.get("from").isNull() ? "-" : cell.get("from").asText(),
              cell.get("to").isNull() ? "-" : cell.get("to").asText(),
              cell.get("difference").asText(),
              String.join(", ", causes),
              String.join(" ", events)));
    }
    return table;
  }
}
