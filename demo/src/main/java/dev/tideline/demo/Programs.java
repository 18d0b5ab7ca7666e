package dev.tideline.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** How a program of this module is run from the command line, and how it says what is wrong. */
public final class Programs {

  /** The exit status of a run whose numbers don't agree. */
  public static final int DISAGREES = 3;

  /** A program with options that can be wrong. */
  public interface Program {
    /** What is wrong with the options, a sentence each; empty if nothing is. */
    List<String> mistakes();

    /**
     * Does the work.
     *
     * @return the exit status
     */
    int run() throws IOException, InterruptedException;
  }

  private Programs() {}

  /**
   * Runs a program on the console.
   *
   * @return its exit status: 2 bad options, every mistake said; 1 a failure, said in one message;
   *     else its own
   */
  public static int run(Program program, String... arguments) {
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    CommandLine line = new CommandLine(program).setErr(err);
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.getCommandSpec().parser().collectErrors(true);
    line.setExecutionStrategy(parsed -> execute(program, parsed, err));
    return line.execute(arguments);
  }

  private static int execute(Program program, ParseResult parsed, PrintWriter err) {
    if (CommandLine.printHelpIfRequested(parsed)) {
      return CommandLine.ExitCode.OK;
    }
    List<String> mistakes = new ArrayList<>();
    parsed.errors().forEach(error -> mistakes.add(error.getMessage()));
    mistakes.addAll(program.mistakes());
    if (!mistakes.isEmpty()) {
      mistakes.forEach(err::println);
      err.println("Try --help.");
      return CommandLine.ExitCode.USAGE;
    }
    try {
      return program.run();
    } catch (IOException | IllegalStateException | KafkaException failure) {
      err.println(failure.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      err.println("interrupted");
      return CommandLine.ExitCode.SOFTWARE;
    }
  }
}
