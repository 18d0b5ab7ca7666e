package dev.tideline.proof.cell;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Whether a process hangs: it and those it started have had nothing to do for too long, or have
 * worked beyond all measure. Time in which their threads wait for a processor counts for neither,
 * so a slow or busy machine gets as long as it needs.
 *
 * <p>The kernel says of each thread how long it ran and how long it waited to: {@code
 * /proc/PID/task/TID/schedstat}. {@code scripts/check} asks it the same of its builds.
 */
public final class Pulse {

  private static final long REST = TimeUnit.MILLISECONDS.toNanos(200);

  private final ProcessHandle process;
  private final Duration mostIdle;
  private final Duration mostWork;
  private Map<Path, Usage> last;
  private long lastLook = System.nanoTime();
  private long idle;
  private long worked;

  /** What a thread did so far, in ns. */
  private record Usage(long ran, long waited) {}

  private Pulse(ProcessHandle process, Duration mostIdle, Duration mostWork) throws IOException {
    this.process = process;
    this.mostIdle = mostIdle;
    this.mostWork = mostWork;
    this.last = usages();
  }

  /**
   * Of a process that begins something now.
   *
   * @param mostIdle for how long it may do nothing at all, in sum
   * @param mostWork for how long it may use a processor
   */
  public static Pulse of(ProcessHandle process, Duration mostIdle, Duration mostWork)
      throws IOException {
    return new Pulse(process, mostIdle, mostWork);
  }

  /** Whether it has done nothing, or too much, in the eyes of whoever asks again and again. */
  public boolean hangs() throws IOException {
    long now = System.nanoTime();
    if (now - lastLook < REST) {
      return false;
    }
    long ran = 0;
    long waited = 0;
    Map<Path, Usage> usages = usages();
    for (Map.Entry<Path, Usage> each : usages.entrySet()) {
      Usage before = last.getOrDefault(each.getKey(), new Usage(0, 0));
      ran += each.getValue().ran - before.ran;
      waited += each.getValue().waited - before.waited;
    }
    idle += Math.max(0, now - lastLook - ran - waited);
    worked += ran;
    last = usages;
    lastLook = now;
    return idle > mostIdle.toNanos() || worked > mostWork.toNanos();
  }

  private Map<Path, Usage> usages() throws IOException {
    Map<Path, Usage> usages = new HashMap<>();
    for (ProcessHandle each : Stream.concat(Stream.of(process), process.descendants()).toList()) {
      Path tasks = Path.of("/proc", Long.toString(each.pid()), "task");
      try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
        threads.forEach(thread -> add(thread.resolve("schedstat"), usages));
      } catch (NoSuchFileException | DirectoryIteratorException ended) {
        // and counts no more
      }
    }
    return usages;
  }

  private static void add(Path thread, Map<Path, Usage> usages) {
    try {
      String[] words = Files.readString(thread, US_ASCII).split(" ", 3);
      usages.put(thread, new Usage(Long.parseLong(words[0]), Long.parseLong(words[1])));
    } catch (IOException ended) {
      // and counts no more
    }
  }
}
