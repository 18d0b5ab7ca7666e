package dev.tideline.datasets.output;

import dev.tideline.io.archive.write.RecordWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;

/**
 * The files of one partition of a topic: one per day of ingest (UTC), in the folder of that day.
 * Records come in order of ingest, so only one file is open at a time.
 *
 * @param <W> what writes a file
 */
public final class DayFiles<W extends RecordWriter<?>> implements Closeable {

  private static final long DAY = 86_400_000L;

  /** Begins a file. */
  @FunctionalInterface
  public interface Opening<W> {
    /** Begins the file that will appear at this place. */
    W at(Path target) throws IOException;
  }

  private final Path folder;
  private final String fileName;
  private final Opening<W> opening;
  private long day = Long.MIN_VALUE;
  private int files;
  private W current;

  /**
   * The files of a partition.
   *
   * @param folder the topic's folder
   * @param suffix of the file names, such as {@code .parquet}
   */
  public DayFiles(Path folder, int partition, String suffix, Opening<W> opening) {
    this.folder = folder;
    this.fileName = String.format(Locale.ROOT, "part-%05d%s", partition, suffix);
    this.opening = opening;
  }

  /** The file that records ingested at this time go to. */
  public W of(long ingestTime) throws IOException {
    long wanted = Math.floorDiv(ingestTime, DAY);
    if (wanted != day) {
      if (current != null) {
        current.complete();
        current.close();
      }
      day = wanted;
      files++;
      current = opening.at(folder.resolve("date=" + LocalDate.ofEpochDay(day)).resolve(fileName));
    }
    return current;
  }

  /** Finishes the last file and lets it appear. */
  public void complete() throws IOException {
    if (current != null) {
      current.completeLast(files);
      current.close();
      current = null;
    }
  }

  /** Throws away a file that is not finished. */
  @Override
  public void close() throws IOException {
    if (current != null) {
      current.close();
    }
  }
}
