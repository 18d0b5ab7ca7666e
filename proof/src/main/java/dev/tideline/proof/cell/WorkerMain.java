package dev.tideline.proof.cell;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.pipelines.run.Launcher;
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
 * each line of stdin, the path of a request, it prints {@code DONE STATUS}.
 */
public final class WorkerMain {

  private WorkerMain() {}

  /** Works until stdin ends. */
  public static void main(String[] none) throws IOException, ReflectiveOperationException {
    BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      System.out.println("DONE " + run(Path.of(line)));
    }
    System.exit(0); // runners leave threads behind
  }

  private static int run(Path request) throws IOException, ReflectiveOperationException {
    List<String> words = Files.readAllLines(request);
    PipelineCommand<?> job =
        Class.forName(words.get(0))
            .asSubclass(PipelineCommand.class)
            .getConstructor()
            .newInstance();
    String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
    try (PrintStream out = new PrintStream(Worker.out(request).toFile(), UTF_8)) {
      return Launcher.to(out, System.err).run(job, arguments);
    }
  }
}
