package dev.tideline.pipelines.days;

import dev.tideline.io.EventSource;
import dev.tideline.io.answer.AnswerFiles;
import dev.tideline.io.files.AnswerFolder;
import dev.tideline.order.OrderView;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.money.Uncounted;
import dev.tideline.pipelines.published.PublishedDay;
import dev.tideline.pipelines.published.PublishedDays;
import dev.tideline.pipelines.quality.QualityRules;
import dev.tideline.pipelines.reconciliation.DayReconciliation;
import dev.tideline.pipelines.reconciliation.ReconciledDays;
import dev.tideline.pipelines.reconciliation.ReconciliationRun;
import dev.tideline.pipelines.report.Counted;
import dev.tideline.pipelines.report.Report;
import dev.tideline.pipelines.report.TextTable;
import dev.tideline.pipelines.runs.Deadline;
import dev.tideline.pipelines.runs.RunFolder;
import dev.tideline.pipelines.spec.Publication;
import dev.tideline.revenue.RevenueRules;
import dev.tideline.revenue.correction.Correction;
import dev.tideline.revenue.correction.FindCorrections;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Publishes the answer of one run, day after day.
 *
 * @param run what is kept of it
 * @param days where they are published
 * @param versions publishes one
 * @param rules by which it counts
 * @param quality what its days must keep to
 * @param bank what they are reconciled by; null if they are not
 */
record DayPublisher(
    OpenRun run,
    PublishedDays days,
    VersionPublisher versions,
    RevenueRules rules,
    QualityRules quality,
    ReconciliationRun bank)
    implements Publication.Begun<OrderView> {

  @Override
  public List<String> outlook() {
    return run.outlook();
  }

  @Override
  public Path output() {
    return run.output();
  }

  @Override
  public <T> void extend(EventSource<T, OrderView> source, AnswerFiles files) {
    StandingVersions standing = versions.standing();
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
    Path found = run.answer();
    if (bank != null) {
      List<String> unbalanced = bank.unbalanced(found);
      if (!unbalanced.isEmpty()) {
        unbalanced.forEach(fault -> out.println("UNBALANCED payments: " + fault));
        return ExitCode.UNBALANCED;
      }
    }
    DatedRun.Request request = versions.request();
    Uncounted uncounted = Uncounted.of(found, rules.stores(), request.asOf());
    try (ReconciledDays reconciled = bank == null ? null : bank.read(found);
        AnswerByDay answer = AnswerByDay.of(found, request.correct(), uncounted, reconciled)) {
      List<String> unreadable = bank == null ? List.of() : bank.unreadable(found);
      Objections objections =
          Objections.to(answer, request.dates(), report, unreadable, quality, days, rules.stores());
      objections.lines().forEach(out::println);
      List<String> money = publish(answer, objections);
      run.end(report.total().read());
      out.print(table());
      money.forEach(out::println);
      if (!uncounted.unplaced().none()) {
        out.println(uncounted.unplaced().line());
      }
      boolean agrees = reconciled == null || objections.againstAll() || agrees(reconciled, out);
      return ended(agrees, out);
    }
  }

  /**
   * Publishes what may be, and returns a line for each sum of a day of which something is missing.
   */
  private List<String> publish(AnswerByDay all, Objections objections) throws IOException {
    List<String> money = new ArrayList<>();
    for (LocalDate date : versions.request().dates()) {
      PublishedDay day = days.day(date);
      DayAnswer answer = all.day(date);
      run.became(
          objections.againstAll()
              ? new RunFolder.Day(date.toString(), day.current(), RunFolder.Outcome.WITHHELD)
              : versions.publish(day, answer, all.corrections(date), !objections.against(date)));
      if (answer.standsIn(day) && !answer.storeDays().nothingIsMissing()) {
        answer.storeDays().totals().forEach(sum -> money.add("MONEY " + date + " " + sum));
      }
    }
    return money;
  }

  /** Says of each day how it agrees with the bank, and whether all do as far as they must. */
  private boolean agrees(ReconciledDays reconciled, PrintStream out) throws IOException {
    boolean all = true;
    for (LocalDate date : versions.request().dates()) {
      DayReconciliation day = reconciled.day(date);
      DayReconciliation.Status status = reconciled.status(date);
      out.print(day.table());
      out.println("%s %s: %s".formatted(status, date, Counted.of(day.breakCount(), "break")));
      all &= status == DayReconciliation.Status.RECONCILED;
    }
    return all;
  }

  /** How the run has ended, with what is to be done about it. */
  private ExitCode ended(boolean agrees, PrintStream out) throws IOException {
    Optional<Deadline> deadline = run.deadline();
    deadline.ifPresent(due -> out.println(due.verdict(run.ended())));
    if (run.any(RunFolder.Outcome.DIFFERS)) {
      out.println(
          "DIFFERENT: what stands was left as it is; --correct publishes what there is now, and what it changes");
      return ExitCode.DIFFERENT;
    }
    boolean unexplained = run.any(RunFolder.Outcome.UNEXPLAINED);
    if (unexplained) {
      out.println(
          "UNEXPLAINED: no event that is known explains all that is otherwise: is the input what it was? --accept-unexplained publishes it");
    }
    if (unexplained || run.any(RunFolder.Outcome.WITHHELD)) {
      out.println("WITHHELD: what was not published is in " + run.answer());
      return ExitCode.WITHHELD;
    }
    if (!agrees) {
      return ExitCode.UNRECONCILED;
    }
    boolean late = deadline.filter(due -> due.missedAt(run.ended())).isPresent();
    return late && versions.request().failLate() ? ExitCode.LATE : ExitCode.OK;
  }

  private String table() {
    TextTable table = new TextTable(List.of("business day", "version", "this run"));
    run.results()
        .forEach(day -> table.add(List.of(day.date(), day.versionText(), day.outcome().words())));
    return table.toString();
  }

  @Override
  public void close() throws IOException {
    run.close();
  }
}
