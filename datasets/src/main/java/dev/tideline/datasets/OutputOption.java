package dev.tideline.datasets;

import dev.tideline.datasets.output.DataSetFolder;
import dev.tideline.pipelines.cli.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that says where a data set goes. */
final class OutputOption {

  @Option(
      names = "--output",
      required = true,
      order = -1, // the first one in the help
      paramLabel = "DIR",
      description = "Where to write; a data set that is there is replaced.")
  private Path folder;

  /** As it was given. */
  Path folder() {
    return folder;
  }

  void addMistakes(List<String> mistakes) {
    if (folder != null) { // that it is missing, the parser says
      DataSetFolder.objection(folder).ifPresent(why -> mistakes.add(unusable(why)));
    }
  }

  /**
   * Makes ready to write.
   *
   * @param warnings is told what went wrong, but not badly enough to fail
   * @throws UsageException if no data set can be written there, for a reason that only shows when
   *     it is tried
   */
  DataSetFolder open(PrintWriter warnings) {
    try {
      return DataSetFolder.at(folder, warnings);
    } catch (IOException failed) {
      throw new UsageException(List.of(unusable(failed.toString())));
    }
  }

  private String unusable(String why) {
    return "--output " + folder + " can't take a data set: " + why;
  }
}
