package dev.tideline.datasets;

import dev.tideline.datasets.freshmart.Cards;
import dev.tideline.datasets.freshmart.Plan;
import dev.tideline.datasets.output.DataSetFolder;
import dev.tideline.datasets.output.Format;
import dev.tideline.datasets.output.FreshMart;
import dev.tideline.datasets.output.Progress;
import dev.tideline.datasets.output.Truth;
import dev.tideline.io.events.CardKeys;
import dev.tideline.payment.CardKey;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that generates a data set of FreshMart. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    sortOptions = false,
    description = {
      "Generates orders and payments of FreshMart, a retailer that does not exist, as they would be"
          + " ingested: in disorder, and with a truth.json that says what was planted.",
      "The same options give the same files, byte for byte, on any number of threads."
    })
public final class Generate implements Programs.Program {

  @Mixin private OutputOption output;

  @Option(
      names = "--format",
      description = "One of ${COMPLETION-CANDIDATES}: files of JSON lines, or of the archive.")
  private Format format = Format.PARQUET;

  @Mixin private PlanOptions size;

  @Mixin private DisorderOptions disorder;

  @Mixin private BankPlanOptions bank;

  @Option(
      names = "--card-key",
      paramLabel = "FILE",
      description =
          "The secret key of the card tokens (else environment variable "
              + CardKeys.VARIABLE
              + ").")
  private Path cardKey;

  @Option(names = "--threads", paramLabel = "N", description = "Partitions written at a time.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Spec private CommandSpec spec;

  /** Runs the command and ends with its exit code: 0 done, 2 bad options, 1 anything else. */
  public static void main(String[] arguments) {
    System.exit(Programs.run(new Generate(), arguments));
  }

  @Override
  public List<String> mistakes() {
    List<String> mistakes = new ArrayList<>();
    output.addMistakes(mistakes);
    size.addMistakes(mistakes);
    disorder.addMistakes(mistakes);
    bank.addMistakes(size.orders(), mistakes);
    PlanOptions.between("--threads", threads, 1, 1_000, mistakes);
    try {
      key().fetch();
    } catch (IllegalStateException noKey) {
      mistakes.add(noKey.getMessage());
    }
    return mistakes;
  }

  @Override
  public ExitCode run() throws IOException, InterruptedException {
    Plan plan = size.toPlan(disorder);
    // Each burst has a card of its own, behind those of the customers.
    Cards cards = Cards.of(plan.cards() + plan.bursts(), key());
    long start = System.nanoTime();
    long expected = (long) (plan.orders() * Plan.EVENTS_PER_ORDER);
    try (DataSetFolder folder = output.open(spec.commandLine().getErr());
        Progress progress = Progress.of(expected, spec.commandLine().getErr())) {
      Truth truth =
          new FreshMart(plan, format, cards, bank.toPlan())
              .write(folder.staging(), threads, progress);
      folder.appear();
      double seconds = (System.nanoTime() - start) / 1e9;
      spec.commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "%,d records in %.1f s, %,.0f a second: %s%n",
              truth.records(),
              seconds,
              truth.records() / seconds,
              output.folder());
      return ExitCode.OK;
    }
  }

  private CardKey key() {
    return cardKey == null ? CardKeys.fromEnvironment() : CardKeys.fromFile(cardKey);
  }
}
