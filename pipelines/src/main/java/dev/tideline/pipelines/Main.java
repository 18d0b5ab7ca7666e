package dev.tideline.pipelines;

import dev.tideline.pipelines.cli.ExitCode;
import dev.tideline.pipelines.cli.Programs;
import dev.tideline.pipelines.run.Launcher;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Runs the pipeline that the first argument names. */
public final class Main {

  private Main() {}

  /** Runs it and ends the process, if that is ours to end. */
  public static void main(String[] arguments) {
    Programs.end(run(arguments));
  }

  private static int run(String... arguments) {
    String name = arguments.length == 0 ? "" : arguments[0];
    if (name.matches("--help|-h")) {
      System.out.print(usage());
      return ExitCode.OK.code();
    }
    var spec = Pipelines.named(name);
    if (spec.isEmpty()) {
      System.err.print(name.isEmpty() ? usage() : "'" + name + "' is no pipeline\n");
      System.err.println("Try: scripts/run --help");
      return ExitCode.USAGE.code();
    }
    return Launcher.terminal()
        .run(spec.get().command().get(), Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  /** What {@code scripts/run --help} prints. */
  public static String usage() {
    return """
        Usage: scripts/run PIPELINE [--runner direct|flink|spark] --input PATH --output DIR [OPTION...]
               scripts/run PIPELINE [--runner direct|flink|spark] --mode stream --bootstrap-servers HOST:PORT
                           --stores FILE --output DIR [--state DIR] [OPTION...]

        PIPELINE is one of
        %s
          --runner R       on what it runs (default: direct)
          --state DIR      where a stream on Flink keeps its checkpoints, and goes on from the newest one
                           when it was stopped or killed (default: state in the output)
          --help           after a PIPELINE: all its options

        Any other option goes to Beam and its runner, such as --parallelism=4 on Flink.
        TIDELINE_JAVA_OPTS holds further JVM options, such as -Xmx8g.

        Exit status: 0 ok; 2 bad arguments; 3 the ledger doesn't balance; 1 anything else.
        """
        .formatted(
            Pipelines.ALL.stream()
                .map(spec -> String.format("  %-16s %s%n", spec.name(), spec.answers()))
                .collect(Collectors.joining()));
  }
}
