package dev.tideline.pipelines.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.EventSource;
import dev.tideline.io.answer.AnswerFiles;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.io.answer.WrittenFiles;
import dev.tideline.io.files.AnswerFolder;
import dev.tideline.io.files.InputException;
import dev.tideline.order.OrderView;
import dev.tideline.payment.PaymentView;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.report.Counted;
import dev.tideline.pipelines.report.CoverageRead;
import dev.tideline.pipelines.report.LedgerRead;
import dev.tideline.pipelines.report.Verdict;
import dev.tideline.reconciliation.rules.ReconciliationScope;
import dev.tideline.revenue.RevenueRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** A run that reconciles days: it adds to the run's graph, and reads what that has found. */
public final class ReconciliationRun {

  private static final int MOST_TOLD = 10;
  private static final long DAY = 86_400_000;

  private final BankInputs bank;
  private final RevenueRules rules;
  private final ReconciliationScope scope;
  private EventSource<?, PaymentView> payments;

  private ReconciliationRun(BankInputs bank, RevenueRules rules, ReconciliationScope scope) {
    this.bank = bank;
    this.rules = rules;
    this.scope = scope;
  }

  /**
   * A run of these days.
   *
   * @param rules by which the days are counted
   * @param asOf up to when is counted, ms since the epoch; null for the close of each store's books
   */
  public static ReconciliationRun of(BankInputs bank, RevenueRules rules, Long asOf) {
    // A payment and its order may lie on two days, and what is about them on any.
    RevenueRules all = RevenueRules.between(null, null, rules.stores(), rules.lateness());
    Integer bankUntil = asOf == null ? null : (int) Math.floorDiv(asOf, DAY) - 1;
    return new ReconciliationRun(
        bank, all, new ReconciliationScope(rules.from(), rules.to(), bankUntil, bank.settleDays()));
  }

  /** Adds to the graph of the run. */
  public <T> void extend(EventSource<T, OrderView> orders, AnswerFiles files) {
    try {
      payments = bank.payments().open(orders.elements().getPipeline(), rules.lateness());
    } catch (InputException unfit) {
      throw new UsageException(unfit.problems());
    }
    orders
        .elements()
        .apply("Reconciliation", new ReconcileDays<>(orders, rules, scope, payments, bank, files));
  }

  /** Reads what was found. */
  public ReconciledDays read(Path answer) throws IOException {
    return ReconciledDays.read(bank, answer);
  }

  /** A sentence for each count of the payments that disagrees; empty if all is well. */
  public List<String> unbalanced(Path answer) throws IOException {
    WrittenFiles written = new WrittenFiles(answer.resolve(AnswerFolder.PAYMENTS));
    return Verdict.of(
            LedgerRead.of(written),
            payments.expected(),
            CoverageRead.of(written, payments.holds()),
            OptionalLong.empty(),
            written.kept())
        .faults();
  }

  /** Why no day may be published: lines of the bank's that can't be read. */
  public List<String> unreadable(Path answer) throws IOException {
    List<String> told = new ArrayList<>();
    AtomicLong more = new AtomicLong();
    new WrittenFiles(answer)
        .lines(
            AnswerFolder.BROKEN_LINES,
            text -> {
              if (told.size() < MOST_TOLD) {
                told.add(unreadable(AnswerJson.parse(text)));
              } else {
                more.incrementAndGet();
              }
            });
    if (more.get() > 0) {
      told.add("and " + Counted.of(more.get(), "more line") + " like these");
    }
    return told;
  }

  private static String unreadable(JsonNode line) {
    return "%s, line %s below the header: %s %s"
        .formatted(
            line.get("file").asText(),
            line.get("line").asText(),
            line.get("reason").asText(),
            line.get("detail").asText());
  }
}
