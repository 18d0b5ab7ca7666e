package dev.tideline.pipelines.cli;

import dev.tideline.io.kafka.KafkaClusterException;
import dev.tideline.io.storage.Storage;
import dev.tideline.records.Text;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** How a command that is no pipeline is run, and how it says what is wrong. */
public final class Programs {

  /** A command with picocli's options, which can be wrong. */
  public interface Program {
    /** What is wrong with the options, a sentence each; empty if nothing is. */
    List<String> mistakes();

    /**
     * Does the work.
     *
     * @throws UsageException if it can't be done as asked, for a reason that only shows when it is
     *     tried
     */
    ExitCode run() throws IOException, InterruptedException;
  }

  /** The thread on which a JVM calls the main class that it was started with. */
  private static final long FIRST_THREAD = 1;

  private Programs() {}

  /**
   * Ends the process. An engine that has called our main class on a thread of its own, as Flink's
   * job manager does, goes on.
   *
   * @param status what {@link #run} returned
   * @throws IllegalStateException to such an engine, if the run has failed
   */
  public static void end(int status) {
    if (Thread.currentThread().getId() == FIRST_THREAD) {
      System.exit(status);
    }
    if (status != ExitCode.OK.code()) {
      throw new IllegalStateException("the run has ended with status " + status);
    }
  }

  /**
   * Runs a program on the console.
   *
   * @return the exit status of the process, see {@link ExitCode}
   */
  public static int run(Program program, String... arguments) {
    return run(
        program,
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        arguments);
  }

  /**
   * Runs a program.
   *
   * @return the exit status of the process: that of bad options once every mistake was reported,
   *     that of a failure once it was reported in one message, else the program's own
   */
  public static int run(Program program, PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine line = new CommandLine(program).setOut(out).setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(Path.class, Storage::path);
    line.getCommandSpec().parser().collectErrors(true);
    line.setExecutionStrategy(parsed -> execute(program, parsed, err).code());
    return line.execute(arguments);
  }

  private static ExitCode execute(Program program, ParseResult parsed, PrintWriter err) {
    if (CommandLine.printHelpIfRequested(parsed)) {
      return ExitCode.OK;
    }
    List<String> mistakes = new ArrayList<>();
    parsed.errors().forEach(error -> mistakes.add(error.getMessage()));
    mistakes.addAll(program.mistakes());
    try {
      if (!mistakes.isEmpty()) {
        throw new UsageException(mistakes);
      }
      return program.run();
    } catch (UsageException wrong) {
      wrong.mistakes().forEach(mistake -> err.println(Text.shown(mistake)));
      err.println("Try --help.");
      return ExitCode.USAGE;
    } catch (IOException | IllegalStateException | KafkaException | KafkaClusterException failure) {
      err.println(messageOf(failure));
      return ExitCode.FAILED;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      err.println("interrupted");
      return ExitCode.FAILED;
    }
  }

  /** The exceptions of files say which file, and often leave what is wrong to their own name. */
  private static String messageOf(Exception failure) {
    if (failure instanceof FileSystemException of && of.getReason() == null) {
      return of.getFile() + " can't be used: " + of.getClass().getSimpleName();
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
