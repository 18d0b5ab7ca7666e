package dev.tideline.datasets;

import dev.tideline.datasets.bank.BankPlan;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say what the bank does. */
final class BankPlanOptions {

  private static final int MOST_BREAKS = 10_000;

  @Option(
      names = "--bank",
      description = "Also the settlement files of the bank, one for each of its days.")
  private boolean bank;

  @Option(
      names = "--settled-late-share",
      paramLabel = "SHARE",
      description =
          "Payments and refunds that the bank settles three weekdays later or more; with --bank.")
  private double late = 0.01;

  @Option(
      names = "--breaks",
      paramLabel = "N",
      description = "Breaks of each kind between orders, payments and bank; with --bank.")
  private int breaks;

  /**
   * Says what is wrong.
   *
   * @param orders how many there are, to find so many breaks in
   */
  void addMistakes(long orders, List<String> mistakes) {
    DisorderOptions.share("--settled-late-share", late, 1, mistakes);
    PlanOptions.between("--breaks", breaks, 0, MOST_BREAKS, mistakes);
    if (breaks > 0 && !bank) {
      mistakes.add("--breaks are in what the bank says: it wants --bank");
    }
    long least = new BankPlan(late, breaks).leastOrders();
    if (breaks <= MOST_BREAKS && orders < least) {
      mistakes.add("--breaks " + breaks + " takes at least " + least + " orders, not " + orders);
    }
  }

  /** What it does, if it is wanted. */
  Optional<BankPlan> toPlan() {
    return bank ? Optional.of(new BankPlan(late, breaks)) : Optional.empty();
  }
}
