package dev.tideline.datasets;

import dev.tideline.datasets.foodmart.FoodMartData;
import dev.tideline.datasets.foodmart.YearTotal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that converts FoodMart into an archive. */
@Command(
    name = "foodmart",
    mixinStandardHelpOptions = true,
    description = {
      "Converts FoodMart, the sales of a food retailer in 1997 and 1998, into an archive.",
      "What a customer bought in a store on a day becomes one order; the time of day, which the data"
          + " does not hold, is made up, always the same."
    })
public final class FoodMart implements Commands.Command {

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Where to write; a data set that is there is replaced.")
  private Path output;

  @Spec private CommandSpec spec;

  /** Runs the command and ends with its exit code: 0 done, 2 bad options, 1 anything else. */
  public static void main(String[] arguments) {
    System.exit(Commands.main(new FoodMart(), arguments));
  }

  @Override
  public List<String> mistakes() {
    return List.of();
  }

  @Override
  public void run() throws IOException {
    try (DataSetFolder folder = DataSetFolder.at(output)) {
      FoodMartData data = FoodMartData.read();
      SortedMap<Integer, YearTotal> totals = data.totals();
      PrintWriter out = spec.commandLine().getOut();
      totals.forEach((year, total) -> out.println(year + " " + total));
      if (!totals.equals(FoodMartData.KNOWN)) {
        throw new IOException("FoodMart is known to hold " + FoodMartData.KNOWN);
      }
      data.write(folder.staging());
      folder.appear();
    }
  }
}
