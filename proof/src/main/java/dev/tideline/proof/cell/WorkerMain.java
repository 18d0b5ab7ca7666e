package dev.tideline.proof.cell;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.pipelines.Pipelines;
import dev.tideline.pipelines.run.Launcher;
import dev.tideline.pipelines.run.StopSignal;
import dev.tideline.pipelines.spec.PipelineCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs commands on one runner, one after the other, so that not each of them pays for a JVM. For
 * each line of stdin, the path of a request, it prints {@code DONE STATUS}. SIGTERM stops the
 * stream that it runs.
 */
public final class WorkerMain {

  private WorkerMain() {}

  /** Works until stdin ends. */
  public static void main(String[] none) throws IOException, ReflectiveOperationException {
    PrintStream answers = System.out;
    System.setOut(System.err); // whatever else is printed is for the log
    BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      answers.println("DONE " + run(Path.of(line)));
    }
    System.exit(0); // runners leave threads behind
  }

  private static int run(Path request) throws IOException {
    List<String> words = Files.readAllLines(request);
    PipelineCommand<?, ?> command = Pipelines.named(words.get(0)).orElseThrow().command().get();
    String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
    try (PrintStream out = new PrintStream(Worker.out(request).toFile(), UTF_8)) {
      return Launcher.to(out, System.err, StopSignal.toTheProcess()).run(command, arguments);
    }
  }
}
