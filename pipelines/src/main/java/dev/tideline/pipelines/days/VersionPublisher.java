package dev.tideline.pipelines.days;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.pipelines.journal.ChartOfAccounts;
import dev.tideline.pipelines.journal.Journal;
import dev.tideline.pipelines.journal.JournalCsv;
import dev.tideline.pipelines.journal.Posting;
import dev.tideline.pipelines.published.PublishedDay;
import dev.tideline.pipelines.published.Version;
import dev.tideline.pipelines.published.VersionFiles;
import dev.tideline.pipelines.runs.RunFolder;
import dev.tideline.store.Store;
import dev.tideline.store.StoreJson;
import dev.tideline.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * Compares what a run has of a day with what was published of it, and publishes the next version
 * where that is asked for.
 *
 * @param request what is asked
 * @param standing the versions that are to be corrected
 * @param stores by which the run judged
 * @param accounts that journals are posted to
 * @param run its name
 */
record VersionPublisher(
    DatedRun.Request request,
    StandingVersions standing,
    Stores stores,
    ChartOfAccounts accounts,
    String run) {

  /**
   * Does what is to be done about a day.
   *
   * @param corrections the events by which the run differs from what was published of the day
   * @param mayBePublished whether nothing is against it
   * @return what was done
   */
  RunFolder.Day publish(
      PublishedDay day, DayAnswer answer, List<JsonNode> corrections, boolean mayBePublished)
      throws IOException {
    int current = day.current();
    String date = day.date().toString();
    if (known(answer, day)) {
      day.rows(current); // that stands only if it is what was published
      day.reconciliation(current);
      return new RunFolder.Day(date, current, RunFolder.Outcome.UNCHANGED);
    }
    if (current > 0 && !request.correct()) {
      return new RunFolder.Day(date, current, RunFolder.Outcome.DIFFERS);
    }
    if (!mayBePublished) {
      return new RunFolder.Day(date, current, RunFolder.Outcome.WITHHELD);
    }
    DayChanges changes = current == 0 ? null : changes(day, current, answer, corrections);
    if (changes != null && changes.unexplained() && !request.acceptUnexplained()) {
      return new RunFolder.Day(date, current, RunFolder.Outcome.UNEXPLAINED);
    }
    int next = current + 1;
    List<Posting> postings =
        new Journal(date, next, accounts)
            .postings(
                day.posted(),
                answer.parsed(),
                answer.agreement() == null ? List.of() : answer.agreement().movements());
    boolean published =
        day.publish(
            version(next, answer),
            place -> {
              answer.writeTo(place);
              writeStores(place);
              if (changes != null) {
                changes.writeTo(place);
              }
              JournalCsv.write(place.resolve(PublishedDay.JOURNAL), postings);
            });
    if (!published) { // another run was first: what it published may be the same
      return publish(day, answer, corrections, mayBePublished);
    }
    return new RunFolder.Day(date, next, RunFolder.Outcome.PUBLISHED);
  }

  /** A correction is of what stands; without one, what an earlier version had is no news either. */
  private boolean known(DayAnswer answer, PublishedDay day) throws IOException {
    List<Version> versions = day.versions();
    return versions.stream()
        .skip(request.correct() ? versions.size() - 1 : 0)
        .anyMatch(version -> version.sameAs(answer.digest(), answer.reconciled()));
  }

  private DayChanges changes(
      PublishedDay day, int current, DayAnswer answer, List<JsonNode> corrections)
      throws IOException {
    String date = day.date().toString();
    if (standing.byDate().get(day.date()).number() != current) {
      throw new IOException(
          "version %d of %s was published while this run was at it: run it again"
              .formatted(current, date));
    }
    return DayChanges.between(date, day.rows(current), answer.rows(), corrections);
  }

  private Version version(int number, DayAnswer answer) throws IOException {
    return new Version(
        number,
        request.asOf(),
        run,
        System.currentTimeMillis(),
        answer.rows().size(),
        answer.digest(),
        answer.totals(),
        answer.unplaced(),
        answer.reconciled(),
        VersionFiles.NOT_NOTED);
  }

  private void writeStores(Path place) throws IOException {
    Files.write(
        place.resolve(PublishedDay.STORES),
        stores.all().stream()
            .sorted(Comparator.comparing(Store::storeId).thenComparingLong(Store::validFrom))
            .map(StoreJson::write)
            .toList());
  }
}
