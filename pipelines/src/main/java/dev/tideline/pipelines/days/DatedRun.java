package dev.tideline.pipelines.days;

import dev.tideline.json.Timestamps;
import dev.tideline.order.OrderView;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.journal.ChartOfAccounts;
import dev.tideline.pipelines.published.PublishedDays;
import dev.tideline.pipelines.published.Version;
import dev.tideline.pipelines.quality.QualityRules;
import dev.tideline.pipelines.reconciliation.BankInputs;
import dev.tideline.pipelines.reconciliation.ReconciliationRun;
import dev.tideline.pipelines.runs.Deadline;
import dev.tideline.pipelines.spec.Publication;
import dev.tideline.revenue.RevenueRules;
import dev.tideline.store.Stores;
import dev.tideline.windowing.Lateness;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * A run for business days: of each it publishes a version, or finds that the one there is stands.
 */
public final class DatedRun implements Publication<OrderView> {

  private final Request request;
  private final PublishedDays days;
  private final StandingVersions standing;
  private final QualityRules quality;
  private final ChartOfAccounts accounts;

  private DatedRun(
      Request request,
      PublishedDays days,
      StandingVersions standing,
      QualityRules quality,
      ChartOfAccounts accounts) {
    this.request = request;
    this.days = days;
    this.standing = standing;
    this.quality = quality;
    this.accounts = accounts;
  }

  /**
   * What is asked.
   *
   * @param first the first day
   * @param last the last day
   * @param asOf count what was ingested up to this moment, ms since the epoch; null for the close
   *     of each store's books
   * @param correct whether an answer other than the one that stands is published over it
   * @param acceptUnexplained whether it is, though no event that is known explains all that differs
   * @param due the time of day by which the last day is to be published, see {@link Deadline}
   * @param failLate whether to fail if it was missed
   * @param quality the file of the {@linkplain QualityRules rules} that a day must keep to be
   *     published; null without any
   * @param accounts the file of the accounts that its journal is posted to; null for the usual ones
   * @param bank what the days are reconciled with; null if they are not
   */
  public record Request(
      LocalDate first,
      LocalDate last,
      Long asOf,
      boolean correct,
      boolean acceptUnexplained,
      LocalTime due,
      boolean failLate,
      Path quality,
      Path accounts,
      BankInputs bank) {

    List<LocalDate> dates() {
      return first.datesUntil(last.plusDays(1)).toList();
    }

    String datesText() {
      return first.equals(last) ? first.toString() : first + ".." + last;
    }

    String asOfText() {
      return asOf == null ? Version.CLOSE : Timestamps.format(asOf);
    }

    Lateness lateness(Stores stores) {
      return asOf == null ? Lateness.closeOfBooks(stores) : Lateness.asOf(asOf);
    }
  }

  /**
   * A run that publishes in a folder.
   *
   * @param root the folder; null after a mistake
   * @param input the files that it reads, as typed; null for a topic
   * @param mistakes takes note of days of which a version is damaged, or that are to be corrected
   *     and have none, and of wrong rules
   */
  public static DatedRun of(Request request, Path root, String input, Mistakes mistakes) {
    PublishedDays days = new PublishedDays(root);
    if (mistakes.none()) {
      days.whyNot().ifPresent(mistakes::add);
    }
    if (mistakes.none()) {
      mistakes.addAll(days.damaged(request.dates()));
    }
    boolean corrects = request.correct() && mistakes.none();
    List<LocalDate> corrected = corrects ? request.dates() : List.of();
    long asOf = request.asOf() == null ? Long.MAX_VALUE : request.asOf();
    StandingVersions standing = StandingVersions.of(days, corrected, asOf, input, mistakes);
    if (request.bank() == null) {
      standing.reconciled().forEach(mistakes::add);
    }
    QualityRules quality =
        request.quality() == null
            ? QualityRules.NONE
            : mistakes.collect(() -> QualityRules.read(request.quality()));
    if (mistakes.none() && quality.askOfPayments() && request.bank() == null) {
      mistakes.add(
          "--quality %s: 'payments_difference' wants --bank PLACE: without it no payments are read"
              .formatted(request.quality()));
    }
    ChartOfAccounts accounts =
        request.accounts() == null
            ? ChartOfAccounts.USUAL
            : mistakes.collect(() -> ChartOfAccounts.read(request.accounts()));
    return new DatedRun(request, days, standing, quality, accounts);
  }

  /** Which events it counts. */
  public RevenueRules rules(Stores stores) {
    return RevenueRules.between(request.first(), request.last(), stores, request.lateness(stores));
  }

  /** The first day. */
  public LocalDate first() {
    return request.first();
  }

  @Override
  public Begun<OrderView> begin(Stores stores, String runner) throws IOException {
    requireOver(stores);
    RevenueRules rules = rules(stores);
    ReconciliationRun bank =
        request.bank() == null ? null : ReconciliationRun.of(request.bank(), rules, request.asOf());
    OpenRun run = OpenRun.begin(request, days, stores, runner);
    VersionPublisher versions =
        new VersionPublisher(request, standing, stores, accounts, run.name());
    return new DayPublisher(run, days, versions, rules, quality, bank);
  }

  /**
   * What is still to be ingested can't be counted.
   *
   * @throws UsageException if the last day is not over yet
   */
  private void requireOver(Stores stores) {
    int last = (int) request.last().toEpochDay();
    long now = System.currentTimeMillis();
    long closes =
        stores.openOn(last).stream()
            .mapToLong(store -> store.days().closeOfBooks(last))
            .max()
            .orElse(0);
    if (request.asOf() == null && now <= closes) {
      throw new UsageException(
          List.of(
              "the books of %s close at %s: run it after that"
                  .formatted(request.last(), Timestamps.format(closes))));
    }
    // A correction counts no less than the close did.
    long least =
        request.correct()
            ? closes
            : stores.openOn(last).stream()
                .mapToLong(store -> store.days().endOf(last))
                .max()
                .orElse(0);
    if (request.asOf() != null && (request.asOf() < least || request.asOf() > now)) {
      throw new UsageException(
          List.of(
              "--as-of wants a time from %s, when %s is %s in the last store, to now, not %s"
                  .formatted(
                      Timestamps.format(least),
                      request.last(),
                      request.correct() ? "closed" : "over",
                      request.asOfText())));
    }
  }
}
