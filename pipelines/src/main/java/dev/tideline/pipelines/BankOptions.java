package dev.tideline.pipelines;

import dev.tideline.io.events.EventKind;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.InputFiles;
import dev.tideline.io.settlement.BankFiles;
import dev.tideline.io.storage.Storage;
import dev.tideline.payment.CardTokens;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.options.Input;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.pipelines.reconciliation.BankInputs;
import dev.tideline.pipelines.reconciliation.Tolerance;
import java.math.BigDecimal;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say with what business days are reconciled, as typed. */
final class BankOptions {

  @Option(
      names = "--bank",
      paramLabel = "PLACE",
      description =
          "With --date: reconcile the days with payments and these settlement files of the bank: a"
              + " file, a folder, or a pattern.")
  private String bank;

  @Option(
      names = "--layout",
      paramLabel = "FILE",
      description =
          "How the settlement files are written; may be given again for those of another bank"
              + " (default: columns that are called as the fields are).")
  private List<String> layouts = List.of();

  @Option(
      names = "--payments",
      paramLabel = "PLACE",
      description = "With --bank: the payments (default: those of --input).")
  private String payments;

  @Option(
      names = "--settle-days",
      paramLabel = "N",
      description = "With --bank: how many weekdays it may take to settle (default 2).")
  private String settleDays;

  @Option(
      names = "--tolerance",
      paramLabel = "AMOUNT",
      description =
          "With --bank: how much may be wrong on a day, in units of each currency (default 0).")
  private String tolerance;

  @Option(
      names = "--store-tolerance",
      paramLabel = "AMOUNT",
      description = "With --bank: how much may be wrong in a store (default: as on a day).")
  private String storeTolerance;

  @Option(
      names = "--accept-no-settlement",
      description = "With --bank: accept a weekday on which the bank has settled nothing.")
  private boolean withoutLines;

  @Mixin private CardKeyOption cardKey;

  /** Notes that nothing is reconciled without days. */
  void requireNone(Mistakes mistakes) {
    if (bank != null) {
      mistakes.add("--bank wants --date DAY: which day is to be reconciled?");
    } else {
      requireBank(mistakes);
    }
  }

  private void requireBank(Mistakes mistakes) {
    if (!layouts.isEmpty()
        || payments != null
        || settleDays != null
        || tolerance != null
        || storeTolerance != null
        || withoutLines) {
      mistakes.add(
          "--layout, --payments, --settle-days, --tolerance, --store-tolerance and"
              + " --accept-no-settlement want --bank PLACE: where are its settlement files?");
    }
  }

  /** What days are reconciled with; null if they are not to be, or can't, which is noted. */
  BankInputs inputs(RunSettings run, Mistakes mistakes) {
    if (bank == null) {
      requireBank(mistakes);
      return null;
    }
    BankFiles lines = lines(mistakes);
    InputFiles paid = payments(run, mistakes);
    CardTokens tokens = cardKey.tokens(mistakes);
    Integer days = mistakes.number("--settle-days", settleDays == null ? "2" : settleDays);
    if (days != null && (days < 0 || days > 60)) {
      mistakes.add("--settle-days wants 0 to 60, not " + days);
    }
    BigDecimal perDay = amount("--tolerance", tolerance == null ? "0" : tolerance, mistakes);
    BigDecimal perStore =
        storeTolerance == null ? perDay : amount("--store-tolerance", storeTolerance, mistakes);
    if (lines == null || paid == null || !mistakes.none()) {
      return null;
    }
    return new BankInputs(
        (pipeline, lateness) -> EventKind.PAYMENTS.opener().open(pipeline, paid, tokens),
        lines,
        days,
        new Tolerance(perDay, perStore),
        withoutLines);
  }

  private BankFiles lines(Mistakes mistakes) {
    try {
      return BankFiles.find(Storage.path(bank), layouts.stream().map(Storage::path).toList());
    } catch (InputException unfit) {
      unfit.problems().forEach(problem -> mistakes.add("--bank: " + problem));
      return null;
    }
  }

  private InputFiles payments(RunSettings run, Mistakes mistakes) {
    String place = payments;
    if (place == null && run.mode().input() instanceof Input.Files files) {
      place = files.path();
    }
    if (place == null) {
      mistakes.add("--payments PLACE is missing: --bank reads payments from files only");
      return null;
    }
    try {
      return EventKind.PAYMENTS.search().in(place);
    } catch (InputException unfit) {
      unfit.problems().forEach(problem -> mistakes.add("--payments: " + problem));
      return null;
    }
  }

  private static BigDecimal amount(String option, String text, Mistakes mistakes) {
    BigDecimal amount = mistakes.parse(option, text, "an amount like 12.50", BigDecimal::new);
    if (amount != null && amount.signum() < 0) {
      mistakes.add(option + " wants an amount from 0 up, not " + text);
    }
    return amount;
  }
}
