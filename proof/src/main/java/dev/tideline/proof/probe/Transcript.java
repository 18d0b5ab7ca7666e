package dev.tideline.proof.probe;

import dev.tideline.proof.cell.Pulse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What has happened in one run of a probe: the one thing that its steps share, on whatever threads
 * of this process the runner runs them.
 */
final class Transcript {

  /** The key of the last element of a stream. */
  static final String END = "END";

  /**
   * The key of what a reader hands over while it waits, so that the runner has a reason to take a
   * checkpoint mark.
   */
  static final String TICK = "TICK";

  private static final Map<String, Transcript> TRANSCRIPTS = new ConcurrentHashMap<>();

  /** After how much idleness what has not been emitted never will be. */
  private static final Duration MOST_IDLE = Duration.ofSeconds(10);

  /** The same where the runner asks without rest. */
  private static final Duration MOST_WORK = Duration.ofSeconds(30);

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Queue<Long> unprocessed = new ConcurrentLinkedQueue<>();
  private final AtomicInteger marks = new AtomicInteger();
  private final Map<String, Long> waiting = new ConcurrentHashMap<>();
  private final Map<String, Pulse> awaited = new ConcurrentHashMap<>();
  private volatile int marksAtEnd = -1;

  private Transcript() {}

  /** The transcript of a run. */
  static Transcript of(String run) {
    return TRANSCRIPTS.computeIfAbsent(run, id -> new Transcript());
  }

  /** Adds what a probe emits. */
  void add(String text) {
    lines.add(text);
  }

  /** What was emitted so far. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /**
   * Notes that a checkpoint mark was finalized when so many of the elements before it were not
   * processed.
   */
  void finalized(long elements) {
    unprocessed.add(elements);
  }

  /** What was noted of checkpoint marks that were finalized. */
  List<Long> finalized() {
    return List.copyOf(unprocessed);
  }

  /** Notes that the runner took a checkpoint mark of a reader. */
  void marked() {
    marks.incrementAndGet();
  }

  int marks() {
    return marks.get();
  }

  /** Notes that every window has fired for the last time. */
  void ended() {
    marksAtEnd = marks.get();
  }

  /** How many checkpoint marks were taken since the end; negative if it has not come. */
  int marksSinceEnd() {
    return marksAtEnd < 0 ? -1 : marks.get() - marksAtEnd;
  }

  /** The number that was first given for a name: a reader may be opened again while it waits. */
  long first(String name, long number) {
    Long before = waiting.putIfAbsent(name, number);
    return before == null ? number : before;
  }

  /** Whether what is awaited by a name will not come any more: that is an answer too. */
  boolean inVain(String name) throws IOException {
    Pulse pulse = awaited.get(name);
    if (pulse == null) {
      pulse = Pulse.of(ProcessHandle.current(), MOST_IDLE, MOST_WORK);
      awaited.put(name, pulse);
    }
    return pulse.hangs();
  }

  /** Whether a number is greater than the last one for a name, or the first. */
  boolean rises(String name, long number) {
    Long before = waiting.put(name, number);
    return before == null || before < number;
  }
}
