package dev.tideline.datasets;

import dev.tideline.datasets.foodmart.FoodMartData;
import dev.tideline.datasets.output.DataSetFolder;
import dev.tideline.datasets.output.Format;
import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Programs;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that converts FoodMart into an archive. */
@Command(
    name = "foodmart",
    mixinStandardHelpOptions = true,
    description = {
      "Converts FoodMart, the sales of a food retailer in 1997 and 1998, into a data set.",
      "What a customer bought in a store on a day becomes one order; the time of day, which the data"
          + " does not hold, is made up, always the same."
    })
public final class FoodMart implements Programs.Program {

  @Mixin private OutputOption output;

  @Option(
      names = "--format",
      description =
          "One of ${COMPLETION-CANDIDATES}: files of JSON lines, or of the archive (default).")
  private Format format = Format.PARQUET;

  @Option(
      names = "--year",
      paramLabel = "YEAR",
      description = "1997 or 1998 only; may be given more than once (default: both).")
  private List<Integer> years = List.copyOf(FoodMartData.KNOWN.keySet());

  @Spec private CommandSpec spec;

  /** Runs the command and ends with its exit code: 0 done, 2 bad options, 1 anything else. */
  public static void main(String[] arguments) {
    System.exit(Programs.run(new FoodMart(), arguments));
  }

  @Override
  public List<String> mistakes() {
    List<String> mistakes = new ArrayList<>();
    output.addMistakes(mistakes);
    for (int year : years) {
      if (!FoodMartData.KNOWN.containsKey(year)) {
        mistakes.add("--year wants one of " + FoodMartData.KNOWN.keySet() + ", not " + year);
      }
    }
    return mistakes;
  }

  @Override
  public ExitCode run() throws IOException {
    try (DataSetFolder folder = output.open(spec.commandLine().getErr())) {
      FoodMartData data = FoodMartData.read(years);
      PrintWriter out = spec.commandLine().getOut();
      data.totals().forEach((year, total) -> out.println(year + " " + total));
      data.write(folder.staging(), format);
      folder.appear();
      return ExitCode.OK;
    }
  }
}
