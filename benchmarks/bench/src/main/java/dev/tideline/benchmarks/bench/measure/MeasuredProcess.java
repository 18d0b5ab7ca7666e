package dev.tideline.benchmarks.bench.measure;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process that is run to its end, and whose time and memory are measured. */
public final class MeasuredProcess implements AutoCloseable {

  private static final long POLL = 50; // ms
  private static final Pattern CHILD_TIME = Pattern.compile("(\\d+)m([\\d.]+)s");
  private static final Pattern LAP = Pattern.compile("TOOK wall ([\\d.]+) cpu ([\\d.]+)");
  private static final String PEAK = "VmHWM:";

  private final Process process;
  private final Path times;
  private final Path out;
  private final long begin = System.nanoTime();
  private final Thread hook = new Thread(this::kill, "kill-measured");

  /** Its descendants as they were seen: those of a shell that has died are not found any more. */
  private final Set<ProcessHandle> known = ConcurrentHashMap.newKeySet();

  private long peakKib;

  private MeasuredProcess(Process process, Path times, Path out) {
    this.process = process;
    this.times = times;
    this.out = out;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts one.
   *
   * @param environment on top of our own
   * @param log the path of its output, less {@code .out}, {@code .err} and {@code .times}
   */
  public static MeasuredProcess start(
      List<String> command, Map<String, String> environment, Path log) throws IOException {
    Path times = log.resolveSibling(log.getFileName() + ".times");
    Path out = log.resolveSibling(log.getFileName() + ".out");
    // The shell waits for it, and so is told by the kernel what it and all its own children took.
    List<String> all =
        new ArrayList<>(List.of("bash", "-c", "\"$@\"; s=$?; times >\"$0\"; exit $s"));
    all.add(times.toString());
    all.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(all)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(out.toFile())
            .redirectError(log.resolveSibling(log.getFileName() + ".err").toFile());
    builder.environment().putAll(environment);
    return new MeasuredProcess(builder.start(), times, out);
  }

  /** Runs one to its end. */
  public static Usage run(List<String> command, Map<String, String> environment, Path log)
      throws IOException, InterruptedException {
    try (MeasuredProcess process = start(command, environment, log)) {
      return process.await();
    }
  }

  /** Waits for its end. */
  public Usage await() throws IOException, InterruptedException {
    while (!process.waitFor(POLL, TimeUnit.MILLISECONDS)) {
      process.descendants().forEach(known::add);
      peakKib = Math.max(peakKib, known.stream().mapToLong(MeasuredProcess::peak).max().orElse(0));
    }
    double wall = (System.nanoTime() - begin) / 1e9;
    return new Usage(process.exitValue(), wall, cpu(), peakKib / 1024.0, laps());
  }

  /** The highest resident size that a process ever had, KiB; 0 if it has ended. */
  private static long peak(ProcessHandle each) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + each.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith(PEAK))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (NoSuchFileException ended) {
      return 0;
    } catch (IOException | UncheckedIOException ending) {
      return 0; // a process that ends while it is read
    }
  }

  /** The second line is of the children that the shell waited for. */
  private double cpu() throws IOException {
    double seconds = 0;
    List<String> lines = Files.readAllLines(times);
    for (String line : lines) {
      Matcher time = CHILD_TIME.matcher(line);
      while (time.find()) {
        seconds += 60 * Double.parseDouble(time.group(1)) + Double.parseDouble(time.group(2));
      }
    }
    return seconds;
  }

  private List<Usage.Lap> laps() throws IOException {
    List<Usage.Lap> laps = new ArrayList<>();
    Matcher lap = LAP.matcher(Files.readString(out, StandardCharsets.ISO_8859_1));
    while (lap.find()) {
      laps.add(new Usage.Lap(Double.parseDouble(lap.group(1)), Double.parseDouble(lap.group(2))));
    }
    return laps;
  }

  private void kill() {
    process.descendants().forEach(known::add);
    process.destroyForcibly();
    known.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    kill();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // then the hook does the same
    }
  }
}
