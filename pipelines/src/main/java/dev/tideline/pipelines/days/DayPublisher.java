package dev.tideline.pipelines.days;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.EventSource;
import dev.tideline.io.answer.AnswerFiles;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.io.answer.WrittenFiles;
import dev.tideline.io.files.AnswerFolder;
import dev.tideline.order.OrderView;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.money.Uncounted;
import dev.tideline.pipelines.reconciliation.DayReconciliation;
import dev.tideline.pipelines.reconciliation.ReconciliationRun;
import dev.tideline.pipelines.report.Report;
import dev.tideline.pipelines.report.TextTable;
import dev.tideline.pipelines.runs.Deadline;
import dev.tideline.pipelines.runs.RunFolder;
import dev.tideline.pipelines.runs.RunMetrics;
import dev.tideline.pipelines.spec.Publication;
import dev.tideline.revenue.RevenueRules;
import dev.tideline.revenue.correction.Correction;
import dev.tideline.revenue.correction.FindCorrections;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/** Publishes the answer of one run, day after day. */
final class DayPublisher implements Publication.Begun<OrderView> {

  private static final String DAY = "business_day";

  private final DatedRun.Request request;
  private final PublishedDays days;
  private final Closeable lock;
  private final RunFolder folder;
  private final RevenueRules rules;
  private final StandingVersions standing;
  private final QualityRules quality;
  private final VersionPublisher versions;
  private final ReconciliationRun bank;
  private final Deadline deadline;
  private final List<String> outlook;
  private RunFolder.Entry entry;
  private final List<RunFolder.Day> results = new ArrayList<>();

  DayPublisher(
      DatedRun.Request request,
      PublishedDays days,
      Closeable lock,
      RunFolder folder,
      RunFolder.Entry entry,
      RevenueRules rules,
      StandingVersions standing,
      QualityRules quality,
      VersionPublisher versions,
      ReconciliationRun bank,
      Deadline deadline,
      List<String> outlook) {
    this.request = request;
    this.days = days;
    this.lock = lock;
    this.folder = folder;
    this.entry = entry;
    this.rules = rules;
    this.standing = standing;
    this.quality = quality;
    this.versions = versions;
    this.bank = bank;
    this.deadline = deadline;
    this.outlook = outlook;
  }

  @Override
  public List<String> outlook() {
    return outlook;
  }

  @Override
  public Path answer() {
    return folder.answer();
  }

  @Override
  public <T> void extend(EventSource<T, OrderView> source, AnswerFiles files) {
    if (!standing.none()) {
      PCollection<String> corrections =
          source
              .elements()
              .apply(
                  "FindCorrections",
                  FindCorrections.of(source.decoder(), rules, standing.published()))
              .apply(
                  "CorrectionsToJson",
                  MapElements.into(TypeDescriptors.strings()).via(Correction::toJson));
      files.writeLines(AnswerFolder.CORRECTIONS, corrections);
    }
    if (bank != null) {
      bank.extend(source, files);
    }
  }

  @Override
  public ExitCode publish(Report report, PrintStream out) throws IOException {
    List<String> unreadable = List.of();
    if (bank != null) {
      List<String> unbalanced = bank.unbalanced(folder.answer());
      if (!unbalanced.isEmpty()) {
        unbalanced.forEach(fault -> out.println("UNBALANCED payments: " + fault));
        return ExitCode.UNBALANCED;
      }
      bank.read(folder.answer());
      unreadable = bank.unreadable(folder.answer());
      unreadable.forEach(line -> out.println("UNREADABLE " + line));
    }
    List<QualityRules.Breach> breaches = breaches(report);
    boolean readable = unreadable.isEmpty();
    List<JsonNode> corrections = corrections();
    Uncounted uncounted = Uncounted.of(folder.answer(), rules.stores(), request.asOf());
    List<String> money = new ArrayList<>();
    eachDay(
        (date, rows) -> {
          PublishedDay day = days.day(date);
          DayAnswer answer = DayAnswer.of(date, rows, uncounted, bank);
          boolean lacksLines = bank != null && bank.lacksLines(date);
          if (lacksLines) {
            out.println(
                "NO SETTLEMENT of %s in the files of --bank: --accept-no-settlement, if the bank has settled nothing"
                    .formatted(date));
          }
          boolean mayBePublished = !lacksLines && mayBePublished(date, breaches);
          results.add(
              readable
                  ? versions.publish(day, answer, corrections, mayBePublished)
                  : new RunFolder.Day( // what it comes to without those lines is not known
                      date.toString(), day.current(), RunFolder.Outcome.WITHHELD));
          if (answer.standsIn(day) && !answer.storeDays().nothingIsMissing()) {
            answer.storeDays().totals().forEach(sum -> money.add("MONEY " + date + " " + sum));
          }
          entry = entry.with(results);
          folder.write(entry); // so that it is known if the run is killed
        });
    boolean differs = any(RunFolder.Outcome.DIFFERS);
    boolean withheld = any(RunFolder.Outcome.WITHHELD) || any(RunFolder.Outcome.UNEXPLAINED);
    entry =
        entry.ended(
            differs || withheld ? RunFolder.Status.INCOMPLETE : RunFolder.Status.DONE,
            report.total().read(),
            results);
    breaches.forEach(breach -> out.println(breach.line()));
    out.print(table());
    money.forEach(out::println);
    if (!uncounted.unplaced().none()) {
      out.println(uncounted.unplaced().line());
    }
    boolean unreconciled = readable && unreconciled(out);
    boolean inTime = inTime(out);
    if (differs) {
      out.println(
          "DIFFERENT: what stands was left as it is; --correct publishes what there is now, and what it changes");
      return ExitCode.DIFFERENT;
    }
    if (withheld) {
      if (any(RunFolder.Outcome.UNEXPLAINED)) {
        out.println(
            "UNEXPLAINED: no event that is known explains all that is otherwise: is the input what it was? --accept-unexplained publishes it");
      }
      out.println("WITHHELD: what was not published is in " + folder.answer());
      return ExitCode.WITHHELD;
    }
    if (unreconciled) {
      return ExitCode.UNRECONCILED;
    }
    return inTime || !request.failLate() ? ExitCode.OK : ExitCode.LATE;
  }

  /** Says of each day how it agrees with the bank, and whether too much of it does not. */
  private boolean unreconciled(PrintStream out) throws IOException {
    boolean any = false;
    if (bank != null) {
      for (LocalDate date : request.dates()) {
        DayReconciliation day = bank.day(date);
        DayReconciliation.Status status = bank.status(date);
        out.print(day.table());
        out.println("%s %s: %,d breaks".formatted(status, date, day.breaks().size()));
        any |= status == DayReconciliation.Status.UNRECONCILED;
      }
    }
    return any;
  }

  private boolean any(RunFolder.Outcome outcome) {
    return results.stream().anyMatch(day -> day.outcome() == outcome);
  }

  /** The rules that the answer doesn't keep, asked before any day of it is published. */
  private List<QualityRules.Breach> breaches(Report report) throws IOException {
    List<QualityRules.Breach> breaches = new ArrayList<>(quality.breachesOf(report.total()));
    if (quality.askOfDays()) {
      eachDay(
          (date, rows) -> {
            Set<String> withRows = new HashSet<>();
            for (String row : rows) {
              withRows.add(AnswerJson.parse(row).get("store_id").asText());
            }
            PublishedDay before = days.day(date.minusWeeks(1));
            int stands = before.current();
            long weekBefore = stands == 0 ? -1 : before.version(stands).rows();
            breaches.addAll(
                quality.breachesOf(date, rows.size(), withRows, weekBefore, rules.stores()));
          });
    }
    return breaches;
  }

  private static boolean mayBePublished(LocalDate date, List<QualityRules.Breach> breaches) {
    return breaches.stream()
        .noneMatch(
            breach ->
                breach.rule().otherwise() == QualityRules.Action.FAIL
                    || (breach.rule().otherwise() == QualityRules.Action.QUARANTINE
                        && (breach.date() == null || breach.date().equals(date))));
  }

  private boolean inTime(PrintStream out) {
    if (!hasDeadline()) {
      return true;
    }
    out.println(deadline.verdict(entry.ended()));
    return !deadline.missedAt(entry.ended());
  }

  /** A correction has none, nor has what was published before, or is made up. */
  private boolean hasDeadline() {
    return (request.failLate() || deadline.concerns(entry.started()))
        && !request.correct()
        && any(RunFolder.Outcome.PUBLISHED);
  }

  /** Takes a day with its rows. */
  @FunctionalInterface
  private interface EachDay {
    void take(LocalDate date, List<String> rows) throws IOException;
  }

  /** Hands over all days, those without rows too; rows begin with their day, and come sorted. */
  private void eachDay(EachDay each) throws IOException {
    Deque<LocalDate> left = new ArrayDeque<>(request.dates());
    List<String> rows = new ArrayList<>();
    new WrittenFiles(folder.answer())
        .rows(
            text -> {
              LocalDate date = LocalDate.parse(AnswerJson.parse(text).get(DAY).asText());
              while (left.element().isBefore(date)) {
                each.take(left.remove(), List.copyOf(rows));
                rows.clear();
              }
              rows.add(text);
            });
    while (!left.isEmpty()) {
      each.take(left.remove(), List.copyOf(rows));
      rows.clear();
    }
  }

  private List<JsonNode> corrections() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    if (request.correct()) {
      new WrittenFiles(folder.answer())
          .lines(AnswerFolder.CORRECTIONS, line -> all.add(AnswerJson.parse(line)));
    }
    all.sort(Comparator.comparing(JsonNode::toString));
    return all;
  }

  private String table() {
    TextTable table = new TextTable(List.of("business day", "version", "this run"));
    results.forEach(
        day -> table.add(List.of(day.date(), day.versionText(), day.outcome().words())));
    return table.toString();
  }

  /** A run that comes here without having published has failed. */
  @Override
  public void close() throws IOException {
    try {
      if (entry.ended() == null) {
        entry = entry.ended(RunFolder.Status.FAILED, 0, results);
      }
      folder.write(entry);
      RunMetrics.end(days.root(), entry, hasDeadline() ? Optional.of(deadline) : Optional.empty());
    } finally {
      lock.close();
    }
  }
}
