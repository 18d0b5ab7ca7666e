package dev.tideline.datasets;

import dev.tideline.run.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParseResult;

/** How a command of this module is run, and how it says what is wrong. */
final class Commands {

  /** A command with options that can be wrong. */
  interface Command {
    /** What is wrong with the options, a sentence each; empty if nothing is. */
    List<String> mistakes();

    /** Does the work. */
    void run() throws IOException, InterruptedException;
  }

  private Commands() {}

  /** Runs a command on the console. */
  static int main(Command command, String... arguments) {
    return run(
        command,
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        arguments);
  }

  /**
   * Runs a command.
   *
   * @return its exit code: 0 done; 2 bad options, every mistake said; 1 anything else, said in one
   *     message
   */
  static int run(Command command, PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine line = new CommandLine(command).setOut(out).setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.getCommandSpec().parser().collectErrors(true);
    line.setExecutionStrategy(parsed -> execute(command, parsed, line));
    return line.execute(arguments);
  }

  private static int execute(Command command, ParseResult parsed, CommandLine line) {
    if (CommandLine.printHelpIfRequested(parsed)) {
      return ExitCode.OK;
    }
    List<String> mistakes = new ArrayList<>();
    parsed.errors().forEach(error -> mistakes.add(error.getMessage()));
    mistakes.addAll(command.mistakes());
    if (!mistakes.isEmpty()) {
      return refuse(mistakes, line);
    }
    try {
      command.run();
      return ExitCode.OK;
    } catch (UsageException unusable) {
      return refuse(unusable.mistakes(), line);
    } catch (IOException | IllegalStateException failure) {
      line.getErr().println(messageOf(failure));
      return ExitCode.SOFTWARE;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      line.getErr().println("interrupted");
      return ExitCode.SOFTWARE;
    }
  }

  private static int refuse(List<String> mistakes, CommandLine line) {
    mistakes.forEach(line.getErr()::println);
    line.getErr().println("Try --help.");
    return ExitCode.USAGE;
  }

  /** The exceptions of files say which file, and often leave what is wrong to their own name. */
  private static String messageOf(Exception failure) {
    if (failure instanceof FileSystemException of && of.getReason() == null) {
      return of.getFile() + " can't be written: " + of.getClass().getSimpleName();
    }
    return failure.getMessage();
  }
}
