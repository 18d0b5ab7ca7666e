package dev.tideline.benchmarks.bench.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideline.benchmarks.bench.measure.MeasuredProcess;
import dev.tideline.benchmarks.bench.measure.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Data sets on the disk, each made when it is first asked for, and kept for the next time. */
public final class DataSets {

  /** The last that is written of a data set. */
  private static final String TRUTH = "truth.json";

  private final Installation installation;
  private final Path home;

  /**
   * Keeps them.
   *
   * @param home the folder that they are in, a folder each
   */
  public DataSets(Installation installation, Path home) {
    this.installation = installation;
    this.home = home;
  }

  /** The folder of a data set. */
  public Path folder(DataSet data) throws IOException, InterruptedException {
    Path folder = home.resolve(data.name());
    if (!Files.exists(folder.resolve(TRUTH))) {
      Files.createDirectories(home);
      run("generate", data.options(), "--output", folder);
    }
    return folder;
  }

  /**
   * Plays a data set into the topics of a broker, as fast as it takes them.
   *
   * @throws IOException if it can't be, with where its output is
   */
  public void play(DataSet data, String bootstrapServers) throws IOException, InterruptedException {
    run("replay", List.of("--bootstrap-servers", bootstrapServers), "--input", folder(data));
  }

  private void run(String script, List<String> options, String last, Path folder)
      throws IOException, InterruptedException {
    System.err.println(script + " " + folder.getFileName() + " ...");
    List<String> command = new ArrayList<>(List.of(installation.script(script)));
    command.addAll(options);
    command.addAll(List.of(last, folder.toString()));
    Path log = home.resolve(folder.getFileName() + "-" + script);
    Usage usage = MeasuredProcess.run(command, installation.environment(), log);
    if (usage.status() != 0) {
      throw new IOException(
          script + " ended with status " + usage.status() + ": see " + log + ".err");
    }
  }

  /**
   * How many records a question has to read, copies and broken ones among them.
   *
   * @throws IOException if the data set does not tell
   */
  public long records(DataSet data, Question question) throws IOException, InterruptedException {
    JsonNode truth = new ObjectMapper().readTree(folder(data).resolve(TRUTH).toFile());
    String kind = question == Question.VELOCITY ? "payments" : "orders";
    return truth.required(kind).required("records").longValue();
  }
}
