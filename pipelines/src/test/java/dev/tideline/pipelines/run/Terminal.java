package dev.tideline.pipelines.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.pipelines.spec.PipelineCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** Runs commands as a person would, and looks into what they leave behind. */
public final class Terminal {

  /** How a command ended, and what it printed. */
  public record Ended(int code, String out, String err) {

    /** What was wrong with the command, a sentence each, without its name. */
    public List<String> mistakes() {
      return err.lines()
          .filter(line -> !line.startsWith("Try: "))
          .map(line -> line.substring(line.indexOf(": ") + 2))
          .toList();
    }

    /** What it printed that begins with a word. */
    public List<String> printed(String word) {
      return out.lines().filter(line -> line.startsWith(word + " ")).toList();
    }
  }

  /** A command that goes on, what it has printed so far, and what it does when asked to stop. */
  public record Running(
      CompletableFuture<Integer> code,
      ByteArrayOutputStream out,
      ByteArrayOutputStream err,
      CompletableFuture<Runnable> stopping) {

    /** Asks it to stop, as soon as it listens. */
    void stop() {
      stopping.join().run();
    }

    public String onErr() {
      return err.toString(UTF_8);
    }

    /** Waits until it has ended. */
    Ended ended() {
      return new Ended(code.join(), out.toString(UTF_8), onErr());
    }
  }

  private Terminal() {}

  /** Runs a command on the Direct runner. */
  public static Ended run(PipelineCommand<?, ?> command, String... arguments) {
    return start(Runnable::run, command, arguments).ended();
  }

  /** Begins to run a command on the Direct runner, in a thread of its own. */
  public static Running start(PipelineCommand<?, ?> command, String... arguments) {
    return start(task -> new Thread(task, command.spec().name()).start(), command, arguments);
  }

  private static Running start(
      Executor thread, PipelineCommand<?, ?> command, String... arguments) {
    List<String> all = new ArrayList<>(List.of("--targetParallelism=1", "--blockOnRun=false"));
    all.addAll(List.of(arguments));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    CompletableFuture<Runnable> stopping = new CompletableFuture<>();
    Launcher launcher =
        Launcher.to(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            stopping::complete);
    return new Running(
        CompletableFuture.supplyAsync(
            () -> launcher.run(command, all.toArray(String[]::new)), thread),
        out,
        err,
        stopping);
  }

  /** The lines of all files in one part of an answer, sorted. */
  public static List<String> lines(Path answer, String part) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(answer.resolve(part))) {
      for (Path file : files.toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines.stream().sorted().toList();
  }

  /** Every file below a folder, hidden ones too, with its bytes as text. */
  public static SortedMap<String, String> contents(Path folder) throws IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(file).toString(), Files.readString(file, ISO_8859_1));
      }
    }
    return contents;
  }

  /** The names in a folder, hidden ones too, sorted. */
  public static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
