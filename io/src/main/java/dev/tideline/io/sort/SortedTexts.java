package dev.tideline.io.sort;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Texts in the order of their UTF-8 bytes, as {@code LC_ALL=C sort} has them, each as often as it
 * was added. What doesn't fit into memory is sorted in runs on disk, which are merged as they are
 * read.
 */
public final class SortedTexts implements AutoCloseable {

  /** What takes texts one after the other. */
  @FunctionalInterface
  public interface Each {
    /** Takes one; whatever it throws ends the reading. */
    void take(String text) throws IOException;
  }

  /** Java's own order of strings is that of UTF-16. */
  private static final Comparator<byte[]> BY_BYTES = Arrays::compareUnsigned;

  private static final int MEMORY = 4 << 20; // bytes
  private static final int OBJECT = 32; // bytes that an array and the reference to it take
  private static final int RUNS = 32;

  private final int memory;
  private final int mergedAtOnce;
  private final List<byte[]> held = new ArrayList<>();
  private long bytesHeld;

  /** Runs on disk, by how often what is in them was merged: none is copied over and over. */
  private final List<List<SortedRun>> runs = new ArrayList<>();

  /** None yet. */
  public SortedTexts() {
    this(MEMORY, RUNS);
  }

  /**
   * None yet.
   *
   * @param memory how many bytes are held before they go to disk
   * @param mergedAtOnce so many runs become one
   */
  SortedTexts(int memory, int mergedAtOnce) {
    this.memory = memory;
    this.mergedAtOnce = mergedAtOnce;
  }

  /**
   * Adds one.
   *
   * @throws IOException if the folder for temporary files can't take it
   */
  public void add(String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    held.add(bytes);
    bytesHeld += bytes.length + OBJECT;
    if (bytesHeld >= memory) {
      held.sort(BY_BYTES);
      keep(SortedRun.write(this::handOver), 0);
      held.clear();
      bytesHeld = 0;
    }
  }

  private void keep(SortedRun run, int level) throws IOException {
    if (level == runs.size()) {
      runs.add(new ArrayList<>());
    }
    List<SortedRun> same = runs.get(level);
    same.add(run);
    if (same.size() == mergedAtOnce) {
      SortedRun merged = SortedRun.write(each -> merge(same, each));
      delete(same);
      keep(merged, level + 1);
    }
  }

  /** Hands them all over in their order. */
  public void forEach(Each each) throws IOException {
    held.sort(BY_BYTES);
    SortedRun.Each decoded = text -> each.take(new String(text, UTF_8));
    if (runs.isEmpty()) {
      handOver(decoded);
      return;
    }
    keep(SortedRun.write(this::handOver), 0);
    held.clear();
    bytesHeld = 0;
    merge(runs.stream().flatMap(List::stream).toList(), decoded);
  }

  private void handOver(SortedRun.Each each) throws IOException {
    for (byte[] text : held) {
      each.take(text);
    }
  }

  private static void merge(List<SortedRun> sorted, SortedRun.Each each) throws IOException {
    List<SortedRun.Cursor> open = new ArrayList<>();
    try {
      Queue<SortedRun.Cursor> least =
          new PriorityQueue<>(Comparator.comparing(SortedRun.Cursor::text, BY_BYTES));
      for (SortedRun run : sorted) {
        SortedRun.Cursor cursor = run.open();
        open.add(cursor);
        if (cursor.advance()) {
          least.add(cursor);
        }
      }
      while (!least.isEmpty()) {
        SortedRun.Cursor next = least.remove();
        each.take(next.text());
        if (next.advance()) {
          least.add(next);
        }
      }
    } finally {
      for (SortedRun.Cursor cursor : open) {
        cursor.close();
      }
    }
  }

  private static void delete(List<SortedRun> some) throws IOException {
    for (SortedRun run : some) {
      run.delete();
    }
    some.clear();
  }

  /** Removes what is on disk. */
  @Override
  public void close() throws IOException {
    for (List<SortedRun> level : runs) {
      delete(level);
    }
  }
}
